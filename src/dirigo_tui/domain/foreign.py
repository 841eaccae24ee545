"""Records that somebody else wrote: nothing is believed before it is checked.

:func:`dirigo_tui.domain.records.from_plain` reads what this program stored and trusts it. A file
from another desk may hold anything that is JSON, so here every value must be exactly what
:func:`~dirigo_tui.domain.records.to_plain` would have written.
"""

from __future__ import annotations

import hashlib
import json
import re
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from dirigo_tui.domain.records import Plain, Record, field_names, from_plain, to_plain
from dirigo_tui.domain.text import clean, visible

R = TypeVar("R", bound=Record)

_ID = re.compile("[0-9a-f]{32}")
_LARGEST_VERSION = 2**31


class _Expected(typing.NamedTuple):
    """The JSON type of a field, whether it may be null, and whether it is free text."""

    plain: Any
    optional: bool
    is_text: bool


def decode(kind: type[R], row: object) -> R:
    """A record from JSON that anybody may have written.

    Characters that steer a terminal are taken out of texts, as out of everything that comes in.

    Raises ``ValueError`` when it is not a row of that kind: a field is missing or unknown, a value
    is of another type, an id is not one, or a day or moment is written in another way.
    """
    if not isinstance(row, dict) or set(row) != set(field_names(kind)):
        raise ValueError("fields")
    key: Any = kind
    expected = _expected_of(key)
    values = {name: _checked(name, row[name], expected[name]) for name in row}
    record = from_plain(kind, values)
    if to_plain(record) != values or not 1 <= record.version < _LARGEST_VERSION:
        raise ValueError("form")
    return record


def content_digest(image: Mapping[str, Plain]) -> str:
    """What a row says, as a short hash: 32 hexadecimal digits.

    Args:
        image: the row as :func:`~dirigo_tui.domain.records.to_plain` gives it. Its version is left
            out: two desks that have come to the same content agree, however many steps it took.
    """
    content = {name: value for name, value in image.items() if name != "version"}
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:32]


def _checked(name: str, value: Any, expected: _Expected) -> Any:
    if value is None and expected.optional:
        return None
    if type(value) is not expected.plain:  # exactly: True is an int to isinstance
        raise ValueError(name)
    if (name == "id" or name.endswith("_id")) and not _ID.fullmatch(value):
        raise ValueError(name)
    if expected.is_text and visible(value, multiline=True) != value:
        return clean(value, multiline=True)
    return value


# mypy looks at the hash of instances where ``cache`` wants that of the type: hence ``Any``.
@cache
def _expected_of(kind: Any) -> dict[str, _Expected]:
    hints = typing.get_type_hints(kind)
    return {name: _plain_type(hints[name]) for name in field_names(kind)}


def _plain_type(hint: Any) -> _Expected:
    optional = isinstance(hint, types.UnionType)
    if optional:
        (hint,) = (part for part in typing.get_args(hint) if part is not types.NoneType)
    plain = str if issubclass(hint, Enum | date | datetime) else hint
    return _Expected(plain, optional, is_text=hint is str)
