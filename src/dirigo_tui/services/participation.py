"""Starting and ending participation: the axis ``participation`` and the dates on the participant.

The axis is what happened; ``Participant.start`` and ``.end`` are read off it and never set by
themselves (DOMAIN.md §7, CONTRACT.md).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from dirigo_tui.domain import status as rules
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Participant, Status
from dirigo_tui.domain.vocabulary import Action, Axis, EndReason
from dirigo_tui.services.ports import Reader, UnitOfWork
from dirigo_tui.services.recording import stamp

_BEFORE_START = frozenset({"referred", "waiting"})
_ENDED = frozenset({"completed", "discontinued"})


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
    ongoing = rules.participation_rows(on, participant.end, participant.end_reason)[0]
    for row in _rows(unit, participant.id):
        mistaken = row.value == "ongoing" and row.from_on == participant.start
        # Nobody is referred or waits any more once participation has started.
        overtaken = row.value in _BEFORE_START and row.from_on >= on
        if mistaken or overtaken:
            _strike(unit, row.id)
    _write(unit, participant.id, ongoing)
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
            if row.value in _ENDED and row.from_on == participant.end:
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
    """Strike a row and let what it had closed last on in its place."""
    row = unit.get(Status, id)
    for other in _rows(unit, row.participant_id):
        if other.to_on == row.from_on - timedelta(days=1):
            unit.change(other, to_on=row.to_on)
    unit.change(row, struck_at=unit.now)


def _write(unit: UnitOfWork, participant_id: str, spell: rules.Spell) -> None:
    """Add a row, close what it closes, and end it where the next one begins."""
    rows = _rows(unit, participant_id)
    new = rules.bounded(
        rows,
        Status(
            **stamp(unit),
            participant_id=participant_id,
            axis=Axis.PARTICIPATION,
            value=spell.value,
            from_on=spell.from_on,
        ),
    )
    for row, last in rules.closing(rows, new):
        unit.change(row, to_on=last)
    for row in rules.corrected(rows, new):
        # Who starts and ends on one day was ongoing that day: both rows stand.
        if row.value == "ongoing" and new.value in _ENDED:
            unit.change(row, to_on=row.from_on)
        elif row.value in _ENDED and new.value == "ongoing":
            new = replace(new, to_on=new.from_on)
        else:
            unit.change(row, struck_at=unit.now)
    unit.add(new)
