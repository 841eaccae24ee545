"""The field for days of the week as people write them: ”tis, tors”, ”måndagar”, ”mån–fre”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.written_day import WEEKDAYS, normalised
from dirigo_tui.forms.fields import Field
from dirigo_tui.i18n.series import weekday_words

_BETWEEN = re.compile(r" *[,+&/] *| (?:och|and|samt) | ")
_RANGE = re.compile(r"(?P<first>\w+) ?(?:-| till | to ) ?(?P<last>\w+)")
_ENDING = re.compile("(?:ar|arna|en|s)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekdays(Field[tuple[int, ...]]):
    """Days of the week, 0 (Monday) – 6, each once and in order."""

    empty: ClassVar[Any] = ()

    def _read(self, text: str, today: date) -> tuple[int, ...]:  # noqa: ARG002
        words = re.sub("^(?:på|on|varje|every) ", "", normalised(text))
        if match := _RANGE.fullmatch(words):
            first, last = _day(match["first"], text), _day(match["last"], text)
            return tuple(sorted((first + step) % 7 for step in range((last - first) % 7 + 1)))
        return tuple(sorted({_day(word, text) for word in _BETWEEN.split(words) if word}))

    def show(self, value: tuple[int, ...]) -> str:
        """``tisdagar och torsdagar``."""
        return weekday_words(value)

    def text(self, value: tuple[int, ...]) -> str:
        """As shown."""
        return self.show(value)

    def echo(self, text: str, today: date) -> str:
        """The days in full."""
        return self.show(self.parse(text, today))


def _day(word: str, text: str) -> int:
    for form in (word, _ENDING.sub("", word), word.rstrip(".")):
        if form in WEEKDAYS:
            return WEEKDAYS[form]
    raise Refused("weekday_unknown", text=text)
