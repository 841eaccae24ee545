"""A status row in words, the same on the screen, on the command line and on paper."""

from __future__ import annotations

from dirigo_tui.domain.records import Status
from dirigo_tui.domain.vocabulary import Axis
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.words import axis_value_word


def status_words(row: Status) -> str:
    """The row without its dates: ``sjukskriven 75 %``, ``arbetsträning``, ``anställning 50 %``."""
    return words_of(row.axis, row.value, row.extent)


def words_of(axis: Axis, value: str, extent: int | None) -> str:
    """What a row with these fields says; see :func:`status_words`.

    Raises:
        KeyError: a value the axis does not have.
    """
    if axis is Axis.SICK_LEAVE:
        if extent == 0:
            return _("inte sjukskriven")
        said = _("sjukskriven")
    elif axis is Axis.READY:
        said = _("redo för arbetsmarknaden {by}").format(by=axis_value_word(axis, value))
    elif value == "none":
        said = _("inget arbete") if axis is Axis.WORK else _("inga studier")
    else:
        said = axis_value_word(axis, value)
    return said if extent is None else f"{said} {extent} %"
