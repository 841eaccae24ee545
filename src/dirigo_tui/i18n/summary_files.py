"""The summary as files, in words; fulfils :class:`dirigo_tui.services.summary_files.SummaryWords`.

Every form says the same: the figures, how each is counted and what it is held against, and what
whoever receives the file has to know about all of them.
"""

from dirigo_tui.i18n.summary_paper import paper
from dirigo_tui.i18n.summary_sheets import plain_table, workbook

__all__ = ["paper", "plain_table", "workbook"]
