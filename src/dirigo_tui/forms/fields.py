"""Kinds of fields. A field turns what somebody writes into a value, and a value into text.

Every kind answers the same three questions:

- ``parse(text, today)``: the value; ``Refused`` says what is wrong (``i18n.errors.sentence``).
- ``show(value)``: the value in words, for reading.
- ``text(value)``: the value as ``parse`` reads it back, in any language; what an input starts with.

An optional field that is left empty has the value :attr:`Field.empty`: "" for texts, ``None``
otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from dirigo_tui.domain.dates import parse_day
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.passphrase import Strength, check_new, strength
from dirigo_tui.domain.text import clean, fold
from dirigo_tui.domain.vocabulary import TimePrecision
from dirigo_tui.i18n.catalogue import N_, NO_WORDS, Lazy, _
from dirigo_tui.i18n.formats import full_day, short_day
from dirigo_tui.i18n.words import lazy_word

V = TypeVar("V")
Code = TypeVar("Code", bound=StrEnum)

LINE_LIMIT = 300
"""Characters of a one-line text; a name of 300 is still a name."""

TEXT_LIMIT = 20_000
"""Characters of a long text: some eight printed pages."""

BEGINNING = 3
"""Letters that are enough to mean a suggested answer that begins so."""


class OnlyIf(NamedTuple):
    """When a question makes sense: another field, a choice, is answered by one of these codes."""

    name: str
    codes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Generic[V]):
    """One question.

    Attributes:
        name: the key of the value in ``Form.parse``'s result; the argument name of the use case's
            command.
        label: what is asked for, as few words as can be; plain ``str`` for user text.
        help: one or two sentences for whoever wonders; may be ""; plain ``str`` where it tells
            what stands already.
        only_if: None when it is always asked.
    """

    empty: ClassVar[Any] = None
    missing: ClassVar[str] = "required"

    name: str
    label: Lazy | str
    help: Lazy | str = NO_WORDS
    required: bool = False
    only_if: OnlyIf | None = None

    def parse(self, text: str, today: date) -> V:
        """The value meant by the text.

        Raises:
            Refused: :attr:`missing` when it must be filled in, or what the kind refuses.
        """
        if not text.strip():
            if self.required:
                raise Refused(self.missing)
            empty: V = self.empty
            return empty
        return self._read(text, today)

    def _read(self, text: str, today: date) -> V:
        raise NotImplementedError

    def show(self, value: V) -> str:
        """The value in words; "" for an empty one."""
        return self.text(value)

    def text(self, value: V) -> str:
        """The value as :meth:`parse` reads it back."""
        return "" if value is None else str(value)

    def echo(self, text: str, today: date) -> str:
        """What the program has understood of a text that is being written, "" for nothing to add.

        Raises:
            Refused: as :meth:`parse`.
        """
        self.parse(text, today)
        return ""


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        raise Refused("text_too_long", length=len(text), limit=limit)
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Field[str]):
    """Text on one line."""

    empty: ClassVar[Any] = ""

    limit: int = LINE_LIMIT

    def _read(self, text: str, today: date) -> str:  # noqa: ARG002
        return _within(clean(text), self.limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class LongText(Field[str]):
    """Text of several lines."""

    empty: ClassVar[Any] = ""

    def _read(self, text: str, today: date) -> str:  # noqa: ARG002
        return _within(clean(text, multiline=True), TEXT_LIMIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret(Field[str]):
    """A passphrase: hidden while typed, taken exactly as typed, never kept as a draft."""

    empty: ClassVar[Any] = ""

    def _read(self, text: str, today: date) -> str:  # noqa: ARG002
        return text

    def show(self, value: str) -> str:
        """Dots, and not as many as there are characters."""
        return "••••••••" if value else ""


_STRENGTHS = {
    Strength.WEAK: N_("Lätt att gissa. Lägg till ett par ord."),
    Strength.FAIR: N_("Duger. Ett ord till gör den mycket svårare att gissa."),
    Strength.STRONG: N_("Svår att gissa."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSecret(Secret):
    """A passphrase that is being chosen; the echo says how hard it is to guess."""

    def _read(self, text: str, today: date) -> str:  # noqa: ARG002
        check_new(text)
        return text

    def echo(self, text: str, today: date) -> str:  # noqa: ARG002
        """How hard it is to guess, in words."""
        return str(_STRENGTHS[strength(text)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Field[date | None]):
    """A day, written as people write one; the echo names weekday and full date.

    Attributes:
        past: a day without a year has been rather than is to come.
    """

    past: bool = False

    def _read(self, text: str, today: date) -> date:
        return parse_day(text, today, past=self.past)

    def show(self, value: date | None) -> str:
        """``tisdag 24 november 2026``."""
        return "" if value is None else full_day(value)

    def text(self, value: date | None) -> str:
        """ISO 8601."""
        return "" if value is None else value.isoformat()

    def echo(self, text: str, today: date) -> str:
        """The day in full."""
        return self.show(self.parse(text, today))


@dataclass(frozen=True, slots=True, kw_only=True)
class FuzzyTime(Field[str]):
    """A time as vague as the plan is; the text is the value (DOMAIN.md §2 *Tidpunkt*)."""

    empty: ClassVar[Any] = ""

    def _read(self, text: str, today: date) -> str:  # noqa: ARG002
        return _within(clean(text), LINE_LIMIT)

    def echo(self, text: str, today: date) -> str:
        """The days the text is understood to name, or that it names none."""
        from dirigo_tui.domain import fuzzy_time

        time = fuzzy_time.parse(self.parse(text, today), today)
        if time.start and time.end:
            if time.start == time.end:
                return full_day(time.start)
            return f"{short_day(time.start, today)} – {short_day(time.end, today)}"
        if time.start:
            return _("från {day}").format(day=short_day(time.start, today))
        if time.end:
            return _("till {day}").format(day=short_day(time.end, today))
        if time.precision is TimePrecision.OPEN:
            return _("tills vidare")
        return _("ingen dag utläst, texten sparas som den står")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Field[int | None]):
    """A whole number between two bounds, both allowed. A unit after it may be written or not."""

    low: int
    high: int
    unit: Lazy = NO_WORDS

    def _read(self, text: str, today: date) -> int:  # noqa: ARG002
        bare = clean(text).removesuffix(str(self.unit)).strip() if str(self.unit) else clean(text)
        try:
            value = int(bare)
        except ValueError:
            raise Refused("number_expected", text=text, low=self.low, high=self.high) from None
        if not self.low <= value <= self.high:
            raise Refused("number_out_of_range", value=value, low=self.low, high=self.high)
        return value

    def show(self, value: int | None) -> str:
        """``50 %``."""
        return "" if value is None else f"{value} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True)
class Option(Generic[V]):
    """One of the answers to choose from.

    Attributes:
        code: stable and language-free; what drafts and scripts hold.
        word: what people read; plain ``str`` for user text (a goal to choose, say).
    """

    value: V
    code: str
    word: Lazy | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Field[V | None]):
    """One of some given answers, named by its code, its word or the beginning of the word."""

    missing: ClassVar[str] = "choice_required"

    options: Sequence[Option[V]]

    def _read(self, text: str, today: date) -> V | None:  # noqa: ARG002
        return self.chosen(text).value

    def chosen(self, text: str) -> Option[V]:
        """The option a text names. Raises ``Refused("choice_unknown")``."""
        sought = fold(clean(text))
        exact = [o for o in self.options if sought in (fold(o.code), fold(str(o.word)))]
        begun = [o for o in self.options if fold(str(o.word)).startswith(sought)]
        if exact:
            return exact[0]
        if len(begun) == 1:
            return begun[0]
        raise Refused("choice_unknown", text=text)

    def show(self, value: V | None) -> str:
        """The word of the value."""
        return next((str(o.word) for o in self.options if o.value == value), "")

    def text(self, value: V | None) -> str:
        """The code of the value."""
        return next((o.code for o in self.options if o.value == value), "")


def codes(kind: type[Code], *leave_out: Code) -> tuple[Option[Code], ...]:
    """The members of a vocabulary as options, in the order they are declared."""
    return tuple(Option(c, c.value, lazy_word(c)) for c in kind if c not in leave_out)


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNo(Choice[bool]):
    """Yes or no."""

    options: Sequence[Option[bool]] = (
        Option(True, "yes", N_("ja")),
        Option(False, "no", N_("nej")),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenChoice(Field[str]):
    """One of some suggested answers, or any other text on one line (who is responsible, say).

    The first letters of one suggestion are enough; the echo says which it was taken for.
    """

    empty: ClassVar[Any] = ""

    suggestions: Sequence[Option[str]]

    def _read(self, text: str, today: date) -> str:  # noqa: ARG002
        written = _within(clean(text), LINE_LIMIT)
        sought = fold(written)
        for option in self.suggestions:
            if sought in (fold(option.code), fold(str(option.word))):
                return option.value
        begun = [o for o in self.suggestions if fold(str(o.word)).startswith(sought)]
        return begun[0].value if len(begun) == 1 and len(sought) >= BEGINNING else written

    def show(self, value: str) -> str:
        """The word of a suggested answer, or the text itself."""
        return next((str(o.word) for o in self.suggestions if o.value == value), value)

    def text(self, value: str) -> str:
        """As shown: it is a text that one goes on writing in."""
        return self.show(value)

    def echo(self, text: str, today: date) -> str:
        """The suggestion that the first letters were taken for."""
        meant = self.show(self.parse(text, today))
        return "" if fold(meant) == fold(clean(text)) else meant
