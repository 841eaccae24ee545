"""Starting and ending participation: the axis ``participation`` and the dates on the participant.

The axis is what happened; ``Participant.start`` and ``.end`` are read off it and never set by
themselves (DOMAIN.md §7, CONTRACT.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dirigo_tui.domain import status as rules
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Participant, Status
from dirigo_tui.domain.vocabulary import Action, Axis, EndReason
from dirigo_tui.services.ports import Reader, UnitOfWork
from dirigo_tui.services.recording import stamp

_BEFORE_START = frozenset({"referred", "waiting"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StartParticipation:
    """The first day of taking part; given again, it corrects the day."""

    participant_id: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EndParticipation:
    """The last day of taking part, and why; given again, it corrects both."""

    participant_id: str
    on: date
    reason: EndReason


def start_participation(unit: UnitOfWork, command: StartParticipation) -> Participant:
    """Let a person take part from a day on.

    Raises:
        Refused: ``not_found``; ``ends_before_start(start, end)`` when it has ended before that day.
    """
    participant = unit.get(Participant, command.participant_id)
    started = add_start(unit, participant, command.on)
    if started is not participant:
        unit.happened(
            Action.STATUS_SET,
            participant.id,
            axis=Axis.PARTICIPATION.value,
            value="ongoing",
            from_on=command.on.isoformat(),
        )
    return started


def add_start(unit: UnitOfWork, participant: Participant, on: date) -> Participant:
    """Start participation as one part of a larger use case. Raises as above."""
    if participant.start == on:
        return participant
    ongoing, *ended = rules.participation_rows(on, participant.end, participant.end_reason)
    for row in _rows(unit, participant.id):
        mistaken = row.value == "ongoing" and row.from_on == participant.start
        # Nobody is referred or waits any more once participation has started.
        overtaken = row.value in _BEFORE_START and row.from_on >= on
        if mistaken or overtaken:
            _strike(unit, row.id)
    _write(unit, participant.id, ongoing)
    if participant.end == on:
        # A new row strikes what began on its day, and here that is the end.
        _write(unit, participant.id, ended[0])
    return keep_dates(unit, participant)


def end_participation(unit: UnitOfWork, command: EndParticipation) -> Participant:
    """Let a person's participation end, as planned or not.

    Raises:
        Refused: ``not_found``; ``ends_before_start(start, end)``; ``status_after_end(on)`` when
            another row of the axis begins after that day.
    """
    participant = unit.get(Participant, command.participant_id)
    ended = rules.participation_rows(participant.start, command.on, command.reason)[-1]
    if (participant.end, participant.end_reason) != (command.on, command.reason):
        for row in _rows(unit, participant.id):
            if row.value in rules.ENDED and row.from_on == participant.end:
                _strike(unit, row.id)
        later = [row for row in _rows(unit, participant.id) if row.from_on > command.on]
        if later:
            raise Refused("status_after_end", on=later[0].from_on)
        _write(unit, participant.id, ended)
        participant = keep_dates(unit, participant, end_reason=command.reason)
        unit.happened(
            Action.STATUS_SET,
            participant.id,
            axis=Axis.PARTICIPATION.value,
            value=ended.value,
            from_on=command.on.isoformat(),
            reason=command.reason.value,
        )
    return participant


def keep_dates(
    unit: UnitOfWork, participant: Participant, end_reason: EndReason | None = None
) -> Participant:
    """Read start and end off the axis onto the participant; called after every change of it.

    Args:
        unit: the unit of work.
        participant: as it stands.
        end_reason: why it ended; None keeps the reason there is, if it has ended at all.
    """
    start, end = rules.participation_dates(_rows(unit, participant.id))
    reason = (end_reason or participant.end_reason) if end else None
    return unit.change(participant, start=start, end=end, end_reason=reason)


def _rows(reader: Reader, participant_id: str) -> list[Status]:
    return reader.find(
        Status, participant_id=participant_id, axis=Axis.PARTICIPATION, struck_at=None
    )


def _strike(unit: UnitOfWork, id: str) -> None:
    row = unit.get(Status, id)
    for other, last in rules.reopening(_rows(unit, row.participant_id), row):
        unit.change(other, to_on=last)
    unit.change(row, struck_at=unit.now)


def _write(unit: UnitOfWork, participant_id: str, spell: rules.Spell) -> None:
    """Add a row as ``services/status.py`` does, and end it where the next one begins."""
    rows = _rows(unit, participant_id)
    new = Status(
        **stamp(unit),
        participant_id=participant_id,
        axis=Axis.PARTICIPATION,
        value=spell.value,
        from_on=spell.from_on,
    )
    for row in rules.corrected(rows, new):
        unit.change(row, struck_at=unit.now)
    for row, last in rules.closing(rows, new):
        unit.change(row, to_on=last)
    unit.add(rules.bounded(rows, new))
