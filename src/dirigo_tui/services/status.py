"""Status: recording what holds from a day on, putting a mistake right, and reading the axes.

The rules are those of ``domain/status.py`` (DOMAIN.md §7).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dirigo_tui.domain import status as rules
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Participant, Plain, Status, to_plain
from dirigo_tui.domain.status import Movement
from dirigo_tui.domain.vocabulary import Action, Axis, EndReason, Source
from dirigo_tui.services.participation import keep_dates
from dirigo_tui.services.ports import Reader, UnitOfWork
from dirigo_tui.services.recording import as_seen, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStatus:
    """What holds on an axis from a day on.

    Attributes:
        value: one of ``AXIS_VALUES[axis]``; "" on the axis ``sick_leave``.
        extent: per cent, or None when not said; required on ``sick_leave``.
        from_on: today when None; may lie ahead.
        to_on: the last day when it is known.
        end_reason: required when participation ends.
    """

    participant_id: str
    axis: Axis
    value: str = ""
    extent: int | None = None
    from_on: date | None = None
    to_on: date | None = None
    source: Source = Source.CASEWORKER
    end_reason: EndReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectStatus:
    """What a row should have said; the fields as in :class:`SetStatus`.

    Attributes:
        version: of the row on the screen, or None not to compare.
    """

    status_id: str
    version: int | None = None
    value: str = ""
    extent: int | None = None
    from_on: date
    to_on: date | None = None
    source: Source = Source.CASEWORKER
    end_reason: EndReason | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A row just recorded.

    Attributes:
        closed: rows that end the day before it.
        over_full_time: per cent of work, studies and sick leave together on its first day when that
            is more than 100: to be warned about, never refused.
    """

    status: Status
    closed: tuple[Status, ...]
    over_full_time: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A row in the history of its axis.

    Attributes:
        movement: how it differs from the standing row before it; None for a struck row.
    """

    status: Status
    movement: Movement | None


@dataclass(frozen=True, slots=True)
class StatusView:
    """A participant's status.

    Attributes:
        current: what holds today by axis; an axis about which nothing is known is left out.
        history: every row, the latest first; struck ones included.
        over_full_time: as in :class:`Recorded`, today.
    """

    current: Mapping[Axis, tuple[Status, ...]]
    history: tuple[Line, ...]
    over_full_time: int | None


def set_status(unit: UnitOfWork, command: SetStatus) -> Recorded:
    """Record what holds from a day on; the open row of the axis ends the day before.

    A row that starts the very same day is struck: the new one says what holds instead.

    Raises:
        Refused: ``not_found``; ``status_value``, ``sick_leave_extent``, ``extent_out_of_range``,
            ``status_ends_before_start``; ``end_reason`` when participation ends without a reason,
            or with one that is for the other kind of end.
    """
    unit.get(Participant, command.participant_id)
    new = Status(
        **stamp(unit),
        participant_id=command.participant_id,
        axis=command.axis,
        value=command.value,
        extent=command.extent,
        from_on=command.from_on or unit.today,
        to_on=command.to_on,
        source=command.source,
    )
    recorded = _record(unit, new, command.end_reason)
    unit.happened(
        Action.STATUS_SET,
        new.participant_id,
        corrected=False,
        reason=command.end_reason,
        **_said(new),
    )
    return recorded


def correct_status(unit: UnitOfWork, command: CorrectStatus) -> Recorded:
    """Strike a row that was wrong and record what it should have said. Nothing is overwritten.

    Raises:
        Refused: as :func:`set_status`; ``changed_elsewhere``; ``status_is_struck``.
    """
    wrong = _strike(unit, command.status_id, command.version)
    new = replace(
        wrong,
        **stamp(unit),
        version=1,
        value=command.value,
        extent=command.extent,
        from_on=command.from_on,
        to_on=command.to_on,
        source=command.source,
        struck_at=None,
    )
    recorded = _record(unit, new, command.end_reason)
    unit.happened(
        Action.STATUS_SET,
        new.participant_id,
        corrected=True,
        reason=command.end_reason,
        **_said(new),
    )
    return recorded


def end_status(unit: UnitOfWork, status_id: str, on: date, version: int | None = None) -> Status:
    """Say which day was the last of a row that lasts on, without another taking its place.

    Raises:
        Refused: ``not_found``; ``changed_elsewhere``; ``status_is_struck``;
            ``status_has_ended(on)`` when it does not last on; ``status_ends_before_start``.
    """
    row = as_seen(unit, Status, status_id, version)
    if row.struck_at is not None:
        raise Refused("status_is_struck")
    if row.to_on is not None:
        raise Refused("status_has_ended", on=row.to_on)
    rules.check(row.axis, row.value, row.extent, row.from_on, on)
    ended = unit.change(row, to_on=on)
    unit.happened(Action.STATUS_SET, ended.participant_id, to_on=on.isoformat(), **_said(ended))
    return ended


def strike_status(unit: UnitOfWork, status_id: str, version: int | None = None) -> Status:
    """Strike a row that should not be there; what it had closed lasts on again.

    Raises:
        Refused: ``not_found``; ``changed_elsewhere``; ``status_is_struck``.
    """
    struck = _strike(unit, status_id, version)
    _keep_participation(unit, struck, None)
    unit.happened(Action.STATUS_STRUCK, struck.participant_id, **_said(struck))
    return struck


def status_view(reader: Reader, participant_id: str) -> StatusView:
    """What holds today, and how it came to be."""
    rows = reader.find(Status, participant_id=participant_id)
    return StatusView(
        rules.current(rows, reader.today),
        tuple(_history(rows)),
        rules.over_full_time(rows, reader.today),
    )


def _record(unit: UnitOfWork, new: Status, end_reason: EndReason | None) -> Recorded:
    rules.check(new.axis, new.value, new.extent, new.from_on, new.to_on)
    rules.check_end_reason(new.axis, new.value, end_reason)
    rows = _rows(unit, new)
    for row in rules.corrected(rows, new):
        unit.change(row, struck_at=unit.now)
    closed = tuple(unit.change(row, to_on=last) for row, last in rules.closing(rows, new))
    added = unit.add(rules.bounded(rows, new))
    _keep_participation(unit, added, end_reason)
    every_axis = unit.find(Status, participant_id=new.participant_id)
    return Recorded(added, closed, rules.over_full_time(every_axis, added.from_on))


def _strike(unit: UnitOfWork, status_id: str, version: int | None) -> Status:
    row = as_seen(unit, Status, status_id, version)
    if row.struck_at is not None:
        raise Refused("status_is_struck")
    for other, last in rules.reopening(_rows(unit, row), row):
        unit.change(other, to_on=last)
    return unit.change(row, struck_at=unit.now)


def _keep_participation(unit: UnitOfWork, row: Status, end_reason: EndReason | None) -> None:
    if row.axis is Axis.PARTICIPATION:
        keep_dates(unit, unit.get(Participant, row.participant_id), end_reason)


def _rows(reader: Reader, like: Status) -> list[Status]:
    return reader.find(Status, participant_id=like.participant_id, axis=like.axis)


def _said(row: Status) -> dict[str, Plain]:
    """What a sentence of the history needs of a row."""
    plain = to_plain(row)
    return {name: plain[name] for name in ("axis", "value", "extent", "from_on")}


def _history(rows: Iterable[Status]) -> Iterator[Line]:
    """The latest first; where several values hold at once, each is compared with itself."""
    before: dict[tuple[Axis, str], Status] = {}
    lines = []
    for row in sorted(rows, key=lambda row: (row.from_on, row.recorded_at, row.id)):
        if row.struck_at is not None:
            lines.append(Line(row, None))
            continue
        series = (row.axis, row.value if row.axis in rules.SEVERAL_AT_ONCE else "")
        lines.append(Line(row, rules.movement(before.get(series), row)))
        before[series] = row
    return reversed(lines)
