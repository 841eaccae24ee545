"""Reading one cell: a plain value in, what it means out.

Every reader takes a cell that is not blank and the day it is, and raises
:class:`dirigo_tui.domain.errors.Refused` with the code of what was expected.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from dirigo_tui.domain.dates import parse_written_day
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.text import clean
from dirigo_tui.services.list_import.grid import BrokenCell, Cell, Fault
from dirigo_tui.services.list_import.words import Words

Read = Callable[[Cell, date], Any]

_WHOLE_NUMBER = re.compile(r"([+-]?[0-9]{1,15})(?:[.,]0+)?")
_MINUS_SIGNS = re.compile("[\u2010-\u2015\u2212]")


def shown(cell: Cell) -> str:
    """A cell as text: what an error names and a text column keeps.

    Days are ISO 8601, so that they can be read again.
    """
    match cell:
        case None:
            text = ""
        case BrokenCell():
            text = cell.shown
        case bool():
            text = str(cell).upper()
        case float():
            text = f"{cell:.15g}"
        case datetime():
            text = cell.isoformat(" ", "minutes")
        case time():
            text = cell.isoformat("minutes")
        case _:
            text = str(cell)
    return text


def refuse_broken(cell: Cell) -> None:
    """Let a cell pass that holds a value.

    Raises:
        Refused: ``import_error_value(text)`` or ``import_formula_not_calculated(text)``.
    """
    if not isinstance(cell, BrokenCell):
        return
    if cell.fault is Fault.ERROR:
        raise Refused("import_error_value", text=cell.shown)
    raise Refused("import_formula_not_calculated", text=cell.shown)


def is_blank(cell: Cell) -> bool:
    """Whether nothing can be seen in a cell."""
    if not isinstance(cell, str):
        return cell is None
    return not (cell.strip() and (cell.isprintable() or clean(cell)))


def text(limit: int) -> Read:
    """Text on one line. Raises ``text_too_long(length, limit)``."""

    def read(cell: Cell, _today: date) -> str:
        cleaned = clean(shown(cell))
        if len(cleaned) > limit:
            raise Refused("text_too_long", length=len(cleaned), limit=limit)
        return cleaned

    return read


def day(cell: Cell, _today: date) -> date:
    """A date cell, or a full date in writing. Raises as ``dates.parse_written_day``."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return parse_written_day(clean(shown(cell)))


def past_day(cell: Cell, today: date) -> date:
    """A day that is not in the future. Raises as :func:`day`, and ``day_in_future(on)``."""
    on = day(cell, today)
    if on > today:
        raise Refused("day_in_future", on=on)
    return on


def one_of(words: Words[Any]) -> Read:
    """A word for a code. Raises ``import_word_unknown(text, choices)``."""

    def read(cell: Cell, _today: date) -> Any:
        code = words.find(shown(cell))
        if code is None:
            raise Refused("import_word_unknown", text=clean(shown(cell)), choices=words.shown)
        return code

    return read


def as_number(cell: Cell) -> int | None:
    """The whole number in a cell, also when stored as text, or None."""
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    if not isinstance(cell, str):
        return None
    found = _WHOLE_NUMBER.fullmatch(_MINUS_SIGNS.sub("-", clean(cell)))
    return int(found[1]) if found else None


def per_cent(cell: Cell, _today: date) -> int:
    """A whole number of per cent, with or without the sign. Raises ``number_expected``."""
    stripped = cell.rstrip().removesuffix("%") if isinstance(cell, str) else cell
    number = as_number(stripped)
    if number is None:
        raise Refused("number_expected", text=clean(shown(cell)), low=0, high=100)
    return number


def as_it_stands(cell: Cell, _today: date) -> Cell:
    """The cell itself, for columns whose meaning depends on others in the row."""
    return cell
