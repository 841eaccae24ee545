"""What the status section says: what holds on each axis, and how it came to be, in words.

No direction is better than another, and nothing is said that is not recorded (DOMAIN.md §7).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest
from typing import Final, NamedTuple

from textual.content import Content

from dirigo_tui.domain.records import Status
from dirigo_tui.domain.status import Movement, touches
from dirigo_tui.domain.vocabulary import Axis
from dirigo_tui.i18n.catalogue import N_, _
from dirigo_tui.i18n.formats import sentence_case
from dirigo_tui.i18n.status import period, status_words
from dirigo_tui.i18n.words import axis_value_word, word
from dirigo_tui.services.person import Person
from dirigo_tui.services.status import Line, StatusView
from dirigo_tui.tui.widgets.block_list import Block, Draw
from dirigo_tui.tui.widgets.safe_text import joined, safe

LABEL_CELLS, NARROW_LABEL_CELLS = 25, 16
PERIOD_CELLS = 27
NARROW = 64
"""With fewer cells than that labels wrap, and what a row says goes below its days."""

HOLDS, WAS, AHEAD, STRUCK = "●", "○", "→", "✗"

_MOVEMENTS: Final = {
    Movement.STARTED: N_("börjar"),
    Movement.CHANGED: N_("ändras"),
    Movement.INCREASED: N_("ökar"),
    Movement.DECREASED: N_("minskar"),
    Movement.UNCHANGED: N_("som förut"),
}


class Row(NamedTuple):
    """A line of the section: what holds on an axis, or something that has held.

    Attributes:
        status: None where nothing is known of the axis.
        past: the line of the history; None on what holds today.
    """

    axis: Axis
    status: Status | None
    past: Line | None = None

    @property
    def id(self) -> str:
        """Tells it from the others."""
        begin = "past" if self.past else "now"
        return f"{begin}:{self.axis}:{self.status.id if self.status else ''}"


def rows(view: StatusView) -> list[Row]:
    """What holds, axis by axis, then the history of each, the latest first."""
    now = [Row(axis, status) for axis in Axis for status in view.current.get(axis) or (None,)]
    past = [
        Row(axis, line.status, line)
        for axis in Axis
        for line in view.history
        if line.status.axis is axis
    ]
    return [*now, *past]


def blocks(listed: Sequence[Row], today: date) -> Iterator[Block]:
    """The rows as blocks, headings above the first of each part and axis."""
    before: Row | None = None
    for row in listed:
        draw = _past(row.past, today) if row.past else _now(row, before, today)
        yield Block(row.id, draw, _fixed(*_above(row, before)))
        before = row


def _fixed(*lines: Content) -> Draw:
    """The same lines for every width."""

    def draw(width: int) -> Sequence[Content]:  # noqa: ARG001
        return lines

    return draw


def _above(row: Row, before: Row | None) -> Iterator[Content]:
    if before is None:
        yield safe(_("Nu"), "bold $quiet")
    elif row.past is not None and before.past is None:
        yield Content("")
        yield safe(_("Så har det varit"), "bold $quiet")
    if row.past is not None and (before is None or before.past is None or row.axis != before.axis):
        yield safe(sentence_case(word(row.axis)), "bold")


def said(status: Status) -> str:
    """What a row says under the name of its axis."""
    if status.axis is Axis.READY:
        return axis_value_word(status.axis, status.value)
    return status_words(status)


def _now(row: Row, before: Row | None, today: date) -> Draw:
    # The name of an axis stands once, however much holds on it.
    label = "" if before and before.axis is row.axis else sentence_case(word(row.axis))

    def draw(width: int) -> Sequence[Content]:
        narrow = width < NARROW
        cells = NARROW_LABEL_CELLS if narrow else LABEL_CELLS
        text = _holding(row.status, today, brief=narrow)
        return _columns(safe(label, "$quiet"), text, cells, width)

    return draw


def _holding(status: Status | None, today: date, *, brief: bool) -> Content:
    if status is None:
        return safe(_("inget noterat"), "$quiet")
    about = period(status, today)
    if not brief:
        about += f" · {_source(status)}"
    return joined(safe(said(status)), safe(f" · {about}", "$quiet"))


def _past(line: Line, today: date) -> Draw:
    status = line.status
    text = joined(safe(said(status)), safe(f" · {_source(status)}", "$quiet"))
    if line.movement is not None:
        text = joined(text, safe(f" · {_MOVEMENTS[line.movement]}", "$quiet"))
    else:
        text = joined(safe(_("struken: "), "$warn"), text)
    days = safe(f"{sign(status, today)} {period(status, today)}")

    def draw(width: int) -> Sequence[Content]:
        if width < NARROW:
            return [days, *(Content("  ") + part for part in text.wrap(width - 2))]
        return _columns(days, text, PERIOD_CELLS + 2, width)

    return draw


def _columns(left: Content, right: Content, cells: int, width: int) -> list[Content]:
    """Two texts beside each other, each wrapped in its own column."""
    lefts = left.wrap(cells - 1) or [Content("")]
    rights = right.wrap(max(width - cells, 1))
    return [
        one.pad_right(cells - one.cell_length) + other
        for one, other in zip_longest(lefts, rights, fillvalue=Content(""))
    ]


def sign(status: Status, today: date) -> str:
    """Whether a row holds, has held, will hold, or was a mistake."""
    if status.struck_at is not None:
        return STRUCK
    if touches(status, today, today):
        return HOLDS
    return AHEAD if status.from_on > today else WAS


def _source(status: Status) -> str:
    return _("källa {source}").format(source=word(status.source))


# --- what is said around them -------------------------------------------------------------------


def nothing(person: Person) -> str:
    """An empty section: whose, why, and the one next key."""
    said = _("Inget är känt om hur det är för {name}. Tryck S på en rad och skriv det första.")
    return said.format(name=person.name)
