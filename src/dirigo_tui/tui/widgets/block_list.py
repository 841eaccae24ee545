"""A list whose rows take the lines they need: texts wrap, nothing is cut.

For what fits in memory (a plan, say); ``VirtualList`` is for lists of any length. How a pane uses
it::

    blocks = BlockList()
    blocks.show([Block(goal.id, lambda width: goal_lines(goal, width)) for goal in goals])

``Highlighted`` is posted when the marked row changes. Enter is left to the pane's own command;
clicking the marked row is the same as pressing it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from dirigo_tui.tui.commands import HasCommands
from dirigo_tui.tui.widgets.virtual_list import GUTTER, MARK

Draw = Callable[[int], Sequence[Content]]
"""The lines of something, given the cells there are."""


@dataclass(frozen=True, slots=True)
class Block:
    """A row of the list.

    Attributes:
        id: tells it from the others.
        draw: its lines, at least one.
        above: lines that stand above it and are not marked with it (a heading, an empty line).
    """

    id: str
    draw: Draw
    above: Draw = lambda _width: ()


class BlockList(HasCommands, ScrollView, can_focus=True):
    """The list.

    Args:
        id: of the widget.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--marked"}

    DEFAULT_CSS = """
    BlockList { height: 1fr; background: $background; overflow-x: hidden; scrollbar-size: 1 1; }
    BlockList > .list--marked { background: $surface; text-style: bold; }
    BlockList:focus > .list--marked { background: $mark; color: $mark-text; text-style: bold; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move_page(-1)", show=False),
        Binding("pagedown", "move_page(1)", show=False),
        Binding("home", "move_to_end(-1)", show=False),
        Binding("end", "move_to_end(1)", show=False),
    ]

    class Highlighted(Message):
        """The marked row has changed; ``id`` is None when there are no rows."""

        def __init__(self, id: str | None) -> None:
            super().__init__()
            self.id = id

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._blocks: Sequence[Block] = ()
        self._empty: Draw = lambda _width: ()
        self._marked = 0
        self._lines: list[tuple[Content, int | None]] = []
        self._starts: list[int] = []
        self._ends: list[int] = []

    # --- what is listed -------------------------------------------------------------------------

    def show(
        self, blocks: Sequence[Block], *, marked: str | None = None, empty: Draw | None = None
    ) -> None:
        """List these rows.

        Args:
            marked: the id to mark; the one marked before when it is still there, else the row that
                took its place.
            empty: what to say when there are no rows.
        """
        wanted = marked or self.marked_id
        self._blocks = blocks
        if empty is not None:
            self._empty = empty
        places = {block.id: place for place, block in enumerate(blocks)}
        self._marked = places.get(wanted or "", min(self._marked, max(len(blocks) - 1, 0)))
        self._lay_out()
        self.post_message(self.Highlighted(self.marked_id))

    @property
    def marked_id(self) -> str | None:
        """The id of the marked row, None when there are no rows."""
        return self._blocks[self._marked].id if self._blocks else None

    def mark(self, id: str) -> None:
        """Mark the row with that id, if it is listed."""
        for place, block in enumerate(self._blocks):
            if block.id == id:
                self._move_to(place)

    # --- lines ----------------------------------------------------------------------------------

    @property
    def _text_width(self) -> int:
        return max(self.size.width - GUTTER, 1)

    def _lay_out(self) -> None:
        """Draw every row for the width there is, and keep the marked one in sight."""
        self._lines, self._starts, self._ends = [], [], []
        if not self.size.width:
            return  # nothing is drawn before there is room for it
        width = self._text_width
        for place, block in enumerate(self._blocks):
            self._lines += [(line, None) for line in block.above(width)]
            self._starts.append(len(self._lines))
            self._lines += [(line, place) for line in block.draw(width)]
            self._ends.append(len(self._lines))
        if not self._blocks:
            self._lines = [(line, None) for line in self._empty(width)]
        self.virtual_size = Size(self.size.width, len(self._lines))
        self._scroll_to_marked()
        self.refresh()

    def on_resize(self) -> None:
        """Fit the new size."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """One visible line."""
        number = self.scroll_offset.y + y
        if number >= len(self._lines):
            return self._strip(Content(""), marked=False)
        line, place = self._lines[number]
        marked = place is not None and place == self._marked
        first = marked and number == self._starts[self._marked]
        gutter = f" {MARK} " if first else " " * GUTTER
        # Colours of a line's own might not stand out on the mark.
        return self._strip(Content(gutter) + (Content(line.plain) if marked else line), marked)

    def _strip(self, content: Content, marked: bool) -> Strip:
        width = self.size.width
        style = self.get_visual_style("list--marked") if marked else self.visual_style
        fitted = content.truncate(width, ellipsis=True, pad=True)
        parse = self.app.stylesheet.parse_style
        return Strip(
            [Segment(text, part.rich_style) for text, part in fitted.render(style, "", parse)],
            width,
        )

    # --- moving ---------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Mark another row, ``by`` rows away; a row taller than the list is read through first."""
        if not self._scroll_within(by):
            self._move_to(self._marked + by)

    def _scroll_within(self, by: int) -> bool:
        if not self._starts or not self.size.height:
            return False
        top, height = self.scroll_offset.y, self.size.height
        start, end = self._starts[self._marked], self._ends[self._marked]
        hidden = end - (top + height) if by > 0 else top - start
        if end - start <= height or hidden <= 0:
            return False
        self.scroll_to(y=top + by * min(hidden, height - 1), animate=False, force=True)
        return True

    def action_move_page(self, direction: int) -> None:
        """Mark the row a page away."""
        if not self._starts:
            return
        target = self._starts[self._marked] + direction * max(self.size.height - 1, 1)
        place = bisect_right(self._starts, target) - 1
        self._move_to(place if place != self._marked else place + direction)

    def action_move_to_end(self, direction: int) -> None:
        """Mark the first or the last row."""
        self._move_to(0 if direction < 0 else len(self._blocks) - 1)

    def _move_to(self, place: int) -> None:
        place = max(min(place, len(self._blocks) - 1), 0)
        if place == self._marked:
            return
        self._marked = place
        self._scroll_to_marked()
        self.refresh()
        self.post_message(self.Highlighted(self.marked_id))

    def _scroll_to_marked(self) -> None:
        if not self._starts:
            return
        previous_end = self._ends[self._marked - 1] if self._marked else 0
        start, end = self._starts[self._marked], self._ends[self._marked]
        # What stands above it comes along, but not at the cost of its own first line.
        above = previous_end if end - previous_end <= self.size.height else start
        bottom = min(end, above + max(self.size.height, 1))
        region = Region(0, above, 1, bottom - above)
        self.scroll_to_region(region, animate=False, force=True)

    def cursor_place(self) -> Offset:
        """The terminal's cursor stands on the marked row."""
        line = self._starts[self._marked] if self._starts else 0
        return Offset(1, line - self.scroll_offset.y)

    def on_click(self, event: events.Click) -> None:
        """Mark the row, or, when it is marked already, do what Enter does."""
        number = self.scroll_offset.y + event.y
        place = self._lines[number][1] if number < len(self._lines) else None
        if place is None:
            return
        if place == self._marked:
            self.app.simulate_key("enter")
        else:
            self._move_to(place)
