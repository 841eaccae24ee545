"""Status rows in words, the same on the screen, on the command line and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dirigo_tui.domain.records import Status
from dirigo_tui.domain.status import SEVERAL_AT_ONCE, touches
from dirigo_tui.domain.vocabulary import Axis
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.formats import sentence_case, short_day
from dirigo_tui.i18n.words import axis_value_word
from dirigo_tui.services.status import Recorded


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


def period(status: Status, today: date) -> str:
    """``sedan 3 nov``, ``från 1 jan 2027``, ``3 maj – 2 nov``."""
    began = short_day(status.from_on, today)
    if status.to_on is None:
        ahead = status.from_on > today
        return (_("från {day}") if ahead else _("sedan {day}")).format(day=began)
    if status.to_on == status.from_on:
        return began
    return f"{began} – {short_day(status.to_on, today)}"


def named(status: Status, today: date) -> str:
    """A row in a question or a sentence: ``sjukskriven 75 %, sedan 3 nov``."""
    return f"{status_words(status)}, {period(status, today)}"


def over_full_time(per_cent: int) -> str:
    """The warning, that never stops anybody."""
    return _(
        "! Arbete, studier och sjukskrivning är tillsammans {n} %. Det får stå så,"
        " men se efter att det stämmer."
    ).format(n=per_cent)


def about_current(axis: Axis, held: Sequence[Status], today: date) -> str:
    """What a new row does to what holds already."""
    if not held:
        return ""
    holds = "; ".join(named(row, today) for row in held)
    if axis in SEVERAL_AT_ONCE:
        ends = _("Flera kan gälla samtidigt. Samma igen avslutar den förra.")
    else:
        ends = _("Det nya avslutar det, dagen före.")
    return _("Nu: {holds}. {ends}").format(holds=holds, ends=ends)


def recorded(result: Recorded, today: date) -> str:
    """What a new row has led to, "" when nothing to speak of."""
    told = [
        _("{what} slutade gälla {day}.").format(
            what=sentence_case(status_words(row)), day=short_day(row.to_on, today)
        )
        for row in result.closed
        if row.to_on is not None
    ]
    # What is too much today stands above the rows all the while.
    if result.over_full_time is not None and not touches(result.status, today, today):
        told.append(over_full_time(result.over_full_time))
    return " ".join(told)
