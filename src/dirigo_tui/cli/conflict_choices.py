"""Deciding about rows that have changed at both desks: all alike, or asked one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from dirigo_tui.cli.ask import line
from dirigo_tui.cli.output import Output
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.subject_access import field_words, heading_of
from dirigo_tui.services.handover import ROW, Conflict, Difference, PersonReport, RowChange


class Deciding(StrEnum):
    """How conflicts are decided about."""

    KEEP_MINE = "keep-mine"
    TAKE_THEIRS = "take-theirs"
    ASK = "ask"


def choices(
    people: Sequence[PersonReport], how: Deciding, output: Output
) -> Mapping[str, frozenset[str]]:
    """By row what to take from the file, for those that can be decided about."""
    decided = {}
    for person in people:
        if how is Deciding.ASK and person.conflicts:
            output.say(person.reference)
        for conflict in person.conflicts:
            fields = frozenset(difference.field for difference in conflict.differences)
            if how is Deciding.ASK and fields:
                fields = _asked(conflict, output)
            elif how is Deciding.KEEP_MINE:
                fields = frozenset()
            decided[conflict.id] = fields
    return decided


def lines_of(change: RowChange | Conflict) -> list[str]:
    """A row and what it says here and there, a field a line."""
    return [heading_of(change.table), *(f"  {_told(each)}" for each in change.differences)]


def _asked(conflict: Conflict, output: Output) -> frozenset[str]:
    if conflict.by_field:
        output.say(heading_of(conflict.table))
        return frozenset(
            each.field for each in conflict.differences if _takes(f"  {_told(each)}", output)
        )
    takes = _takes("\n".join(lines_of(conflict)), output)
    return frozenset(each.field for each in conflict.differences) if takes else frozenset()


def _takes(told: str, output: Output) -> bool:
    """Whether to take what stands in the file. Raises ``click.Abort`` at the end of the input."""
    output.say(told)
    return line(_("Ta det som står i filen? (ja, Enter är nej) ")).strip().casefold() in {
        "j", "ja", "y", "yes"
    }  # fmt: skip


def _told(difference: Difference) -> str:
    if difference.field == ROW:
        return _("finns här, borttagen i filen")
    label, here = field_words(difference.field, difference.here)
    there = field_words(difference.field, difference.there)[1]
    return _("{label}: här {here}, i filen {there}").format(label=label, here=here, there=there)
