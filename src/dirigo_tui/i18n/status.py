"""A status row in words, the same on the screen, on the command line and on paper."""

from __future__ import annotations

from dirigo_tui.domain.records import Status
from dirigo_tui.domain.vocabulary import Axis
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.words import axis_value_word


def status_words(row: Status) -> str:
    """The row without its dates: ``sjukskriven 75 %``, ``arbetsträning``, ``anställning 50 %``."""
    if row.axis is Axis.SICK_LEAVE:
        if row.extent == 0:
            return _("inte sjukskriven")
        said = _("sjukskriven")
    elif row.axis is Axis.READY:
        marked_by = axis_value_word(row.axis, row.value)
        said = _("redo för arbetsmarknaden {by}").format(by=marked_by)
    elif row.value == "none":
        said = _("inget arbete") if row.axis is Axis.WORK else _("inga studier")
    else:
        said = axis_value_word(row.axis, row.value)
    return said if row.extent is None else f"{said} {row.extent} %"
