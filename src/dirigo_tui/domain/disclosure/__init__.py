"""Small numbers: what may be printed so that no number points at a person (DOMAIN.md §9).

:func:`protect` decides over everything an output prints at once. It hides small counts and what
would give them away line by line, and then asks for a proof of every hidden count: another world,
with other people in it, that would print the very same numbers. Where none is found it hides more.
"""

from dirigo_tui.domain.disclosure.overlap import differ_by_few
from dirigo_tui.domain.disclosure.protection import Decision, protect
from dirigo_tui.domain.disclosure.series import Behind, protect_series
from dirigo_tui.domain.disclosure.shares import may_show_share
from dirigo_tui.domain.disclosure.tables import Rest, Role, Sum, Tables

__all__ = [
    "Behind",
    "Decision",
    "Rest",
    "Role",
    "Sum",
    "Tables",
    "differ_by_few",
    "may_show_share",
    "protect",
    "protect_series",
]
