"""The sheet Status: dated rows on parallel axes (DOMAIN.md §7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dirigo_tui.domain import status as rules
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.text import clean
from dirigo_tui.domain.vocabulary import AXIS_VALUES, Axis
from dirigo_tui.services.list_import import cells, words
from dirigo_tui.services.list_import.tables import Table, TableRow


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One row as the file tells.

    Attributes:
        said: ``extent``, ``to_on`` and ``source``, those that have a value.
    """

    reference: str
    axis: Axis
    value: str
    from_on: date
    said: Mapping[str, Any]


def check_statuses(table: Table) -> list[StatusRow]:
    """The rows that hold; whatever is wrong is noted in the table."""
    checked = []
    first: dict[tuple[object, ...], TableRow] = {}
    for row in table.rows:
        value = _value(table, row)
        _check_rules(table, row)
        if value is None or not {"reference", "from_on"} <= row.values.keys():
            continue
        status = StatusRow(
            row.values["reference"],
            row.values["axis"],
            value,
            row.values["from_on"],
            {key: row.values[key] for key in ("extent", "to_on", "source") if key in row.values},
        )
        for key in _taken(status):
            earlier = first.setdefault(key, row)
            if earlier is not row:
                table.fault(row, "from_on", Refused("import_row_twice", row=earlier.number))
                break
        checked.append(status)
    return checked


def _value(table: Table, row: TableRow) -> str | None:
    """The code of the value, "" on the axis that has none; None when there is a fault."""
    axis = row.values.get("axis")
    if axis is None or "value" in row.wrong:
        return None
    written = cells.shown(row.values.get("value"))
    known = words.AXIS_VALUE.get(axis)
    if known is None:
        if not written:
            return ""
        table.fault(row, "value", Refused("import_value_not_used", text=clean(written)))
    elif not written:
        table.fault(row, "value", Refused("required"))
    elif (code := known.find(written)) is not None:
        return code
    else:
        unknown = Refused("import_word_unknown", text=clean(written), choices=known.shown)
        table.fault(row, "value", unknown)
    return None


def _check_rules(table: Table, row: TableRow) -> None:
    """Extent and days, each by itself, so that one being wrong does not hide the other."""
    axis, extent = row.values.get("axis"), row.values.get("extent")
    from_on, to_on = row.values.get("from_on"), row.values.get("to_on")
    if axis is None:
        return
    value = next(iter(AXIS_VALUES[axis]), "")
    if extent is not None:
        _check(table, row, "extent", lambda: rules.check(axis, value, extent, date.min))
    elif axis is Axis.SICK_LEAVE and "extent" not in row.wrong:
        table.fault(row, "extent", Refused("required"))
    if from_on is not None and to_on is not None:
        _check(table, row, "to_on", lambda: rules.check(axis, value, 0, from_on, to_on))


def _check(table: Table, row: TableRow, key: str, rule: Callable[[], None]) -> None:
    try:
        rule()
    except Refused as refused:
        table.fault(row, key, refused)


def _taken(row: StatusRow) -> Iterator[tuple[object, ...]]:
    """What no two rows of a person may share.

    The same thing said twice from the same day, or two open rows from the same day on an axis where
    one would have to close the other.
    """
    yield row.reference, row.axis, row.value, row.from_on
    is_open = "to_on" not in row.said
    if is_open and row.axis not in {*rules.SEVERAL_AT_ONCE, Axis.PARTICIPATION}:
        yield row.reference, row.axis, row.from_on
