"""The scale of a self-rating: numbers in a row, or a few worded answers below one another.

A digit chooses at once and waits for nothing. Ten is 1 and then 0: while 1 is chosen a 0 makes it
10, however long one thinks in between, and the screen says so.
"""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.visual import VisualType
from textual.widget import Widget

from dirigo_tui.domain.rating_templates import Item
from dirigo_tui.i18n.catalogue import du
from dirigo_tui.i18n.words import template_text
from dirigo_tui.tui.widgets.safe_text import joined, safe

POINTER, HERE = "▲", "▸"
CHOSEN = "bold $mark-text on $mark"


class Scale(Widget, can_focus=True):
    """What both kinds share. Its :attr:`value` is None while nothing is chosen."""

    DEFAULT_CSS = """
    Scale { height: auto; width: 1fr; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(digit), f"digit({digit})", show=False) for digit in range(10)),
        Binding("home", "go_to(0)", show=False),
        Binding("end", "go_to(-1)", show=False),
        Binding("backspace,delete", "clear", show=False),
    ]

    value: reactive[int | None] = reactive(None, init=False)

    item: Item
    _values = range(0)

    class Changed(Message):
        """Another value has been chosen."""

    @property
    def asks(self) -> bool:
        """Whether there is a question yet."""
        return bool(self._values)

    def show(self, item: Item, value: int | None) -> None:
        """Ask a question, with what has been chosen before."""
        self.item = item
        self._values = range(item.low, item.high + 1)
        self.set_reactive(Scale.value, value)
        self.refresh(layout=True)

    def watch_value(self) -> None:
        """Tell the page."""
        self.post_message(self.Changed())

    def action_digit(self, digit: int) -> None:
        """Choose what a digit stands for."""
        raise NotImplementedError

    def action_step(self, by: int) -> None:
        """Choose the next value or the one before; the first step begins at that end."""
        if self.value is None:
            self.action_go_to(0 if by > 0 else -1)
        else:
            self.value = max(self.item.low, min(self.value + by, self.item.high))

    def action_go_to(self, place: int) -> None:
        """Choose an end of the scale."""
        self.value = self._values[place]

    def action_clear(self) -> None:
        """Choose nothing."""
        self.value = None

    def how(self) -> str:
        """How one chooses, in one or two sentences."""
        raise NotImplementedError

    def explain(self) -> str:
        """What ``?`` says."""
        return self.how()

    def cursor_place(self) -> Offset:
        """The terminal's cursor stands on the chosen value."""
        raise NotImplementedError


class NumberScale(Scale):
    """``0    1    2 …`` with words at both ends and a pointer below the chosen number."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
    ]

    STEPS: ClassVar[tuple[int, ...]] = (5, 4)
    """Cells from a number to the next: the most there is room for."""

    @property
    def could_be_ten(self) -> bool:
        """Whether 1 is chosen and a 0 would make it 10."""
        return self.value == 1 and 10 in self._values

    def action_digit(self, digit: int) -> None:
        """Choose the digit, or ten."""
        if digit == 0 and self.could_be_ten:
            self.value = 10
        elif digit in self._values:
            self.value = digit

    def how(self) -> str:
        """How one chooses."""
        return du("Tryck en siffra. Tio är 1 och sedan 0. Du kan också gå med ← och →.")

    @property
    def _step(self) -> int:
        room = self.size.width - len(f" {self.item.high} ")
        fitting = (step for step in self.STEPS if step * (len(self._values) - 1) <= room)
        return next(fitting, self.STEPS[-1])

    def _place(self, value: int) -> int:
        """The column where a number's own first digit stands."""
        return (value - self.item.low) * self._step + 1

    def render(self) -> VisualType:
        """Three lines: the numbers, the pointer, the words at both ends."""
        numbers = Content("")
        for value in self._values:
            numbers = numbers.pad_right(max(self._place(value) - 1 - numbers.cell_length, 0))
            numbers += safe(f" {value} ", CHOSEN if value == self.value else "")
        pointer = "" if self.value is None else " " * self._place(self.value) + POINTER
        return joined(numbers, safe(pointer, "bold"), self._ends(len(numbers)), between="\n")

    def _ends(self, width: int) -> Content:
        low, high = self.item.label(self.item.low), self.item.label(self.item.high)
        left = f" {template_text(low)}" if low else ""
        right = f"{template_text(high)} " if high else ""
        return safe(left + " " * max(width - len(left) - len(right), 2) + right, "$quiet")

    def cursor_place(self) -> Offset:
        """On the number, or on the first one."""
        if not self.asks:
            return Offset(0, 0)
        return Offset(self._place(self.item.low if self.value is None else self.value), 0)

    def on_click(self, event: events.Click) -> None:
        """Choose the number that was clicked."""
        place = event.x // self._step
        if place < len(self._values):
            self.action_go_to(place)


class WordedScale(Scale):
    """Each answer in words on a line of its own, numbered from 1."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
    ]

    def action_digit(self, digit: int) -> None:
        """Choose the answer with that number."""
        if 1 <= digit <= len(self._values):
            self.action_go_to(digit - 1)

    def how(self) -> str:
        """How one chooses."""
        return du("Tryck en siffra, eller gå med ↑ och ↓.")

    def render(self) -> VisualType:
        """A line for each answer."""
        return joined(*map(self._line, self._values), between="\n")

    def _line(self, value: int) -> Content:
        here = value == self.value
        label = self.item.label(value)
        said = f"{value - self.item.low + 1}  {template_text(label) if label else value} "
        return safe(f"{HERE if here else ' '} {said}", CHOSEN if here else "")

    def cursor_place(self) -> Offset:
        """On the answer, or on the first one."""
        return Offset(0, 0 if self.value is None else self.value - self.item.low)

    def on_click(self, event: events.Click) -> None:
        """Choose the answer that was clicked."""
        if event.y < len(self._values):
            self.action_go_to(event.y)
