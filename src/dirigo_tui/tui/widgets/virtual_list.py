"""A list that holds ids and draws the lines one sees: as quick with 200 000 rows as with 20.

How a screen uses it::

    people = VirtualList[CaseloadRow](load=self._load, draw=self._draw, row_id=lambda row: row.id)

    async def _load(self, ids): return await self.read(caseload.page, ids)
    def _draw(self, row, width): return (safe(row.name),)     # ``row_height`` lines of content

    people.show(ids, groups=[("Försenat", 3), ("I dag", 2), ("Framåt", 29)])

Rows are asked for a screen ahead and behind, and kept while near. ``Highlighted`` is posted when
the marked row changes. Enter is left to the screen's own command (its footer then says what it
does); clicking the marked row is the same as pressing it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from dirigo_tui.i18n.catalogue import Lazy, _
from dirigo_tui.tui.commands import HasCommands
from dirigo_tui.tui.widgets.safe_text import safe

Row = TypeVar("Row")

KEPT = 2_000
"""Rows in memory at most."""

GUTTER = 3
"""Cells to the left of a row, where the mark stands."""

MARK = "▌"


@dataclass(frozen=True, slots=True)
class _Group:
    heading: str
    first_row: int
    line: int


class VirtualList(HasCommands, ScrollView, Generic[Row], can_focus=True):
    """The list.

    Args:
        load: reads the rows of some ids; a later call may overtake an earlier one.
        draw: the lines of a row, given the cells there are; exactly ``row_height`` of them.
        row_id: the id of a row.
        row_height: lines of a row.
        empty: what to say when there is nothing to list.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--heading", "list--marked", "list--waiting"}

    DEFAULT_CSS = """
    VirtualList { height: 1fr; background: $background; overflow-x: hidden; scrollbar-size: 1 1; }
    VirtualList > .list--heading { color: $quiet; text-style: bold; }
    VirtualList > .list--marked { background: $surface; text-style: bold; }
    VirtualList:focus > .list--marked { background: $mark; color: $mark-text; text-style: bold; }
    VirtualList > .list--waiting { color: $quiet; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move_page(-1)", show=False),
        Binding("pagedown", "move_page(1)", show=False),
        Binding("home", "move_to_end(-1)", show=False),
        Binding("end", "move_to_end(1)", show=False),
    ]

    # Textual's own arranges the whole screen anew at every change: most of what a search letter
    # costs. Nothing moves here but the bar, and one that comes or goes arranges by itself.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    class Highlighted(Message):
        """The marked row has changed; ``id`` is None when the list is empty."""

        def __init__(self, sender: VirtualList[Row], id: str | None) -> None:
            super().__init__()
            self.list = sender
            self.id = id

    def __init__(
        self,
        load: Callable[[Sequence[str]], Awaitable[Sequence[Row]]],
        draw: Callable[[Row, int], Sequence[Content]],
        row_id: Callable[[Row], str],
        *,
        row_height: int = 1,
        empty: Lazy | str = "",
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.empty: Lazy | str = empty
        self._load = load
        self._draw = draw
        self._row_id = row_id
        self._row_height = row_height
        self._ids: Sequence[str] = ()
        self._groups: list[_Group] = []
        self._rows: dict[str, Row] = {}
        self._marked = 0

    # --- what is listed -------------------------------------------------------------------------

    def show(
        self,
        ids: Sequence[str],
        groups: Sequence[tuple[str, int]] = (),
        rows: Sequence[Row] = (),
        *,
        marked: str | None = None,
    ) -> None:
        """List these ids.

        Args:
            groups: heading and size of the groups that follow one another in ``ids``; the empty
                ones are not shown.
            rows: some rows just read, so that the picture is whole at once; given, they take the
                place of whatever was read before.
            marked: the id to mark; the one marked before when it is still there, else the first.
        """
        wanted = marked or self.marked_id
        self._ids = ids
        self._groups = _lay_out(groups, self._row_height)
        if rows:
            self._rows = {self._row_id(row): row for row in rows}
        self._marked = _index(ids, wanted)
        self._resize_virtual()
        self._scroll_to_marked()
        self.refresh()
        self._ask()
        self.post_message(self.Highlighted(self, self.marked_id))

    def forget(self, *ids: str) -> None:
        """Read these rows again (all rows when none is named), because they have changed."""
        for id in ids:
            self._rows.pop(id, None)
        if not ids:
            self._rows.clear()
        self._ask()

    @property
    def marked_id(self) -> str | None:
        """The id of the marked row, None when the list is empty."""
        return self._ids[self._marked] if self._ids else None

    @property
    def marked_row(self) -> Row | None:
        """The marked row, None when the list is empty or the row has not been read yet."""
        return self._rows.get(self.marked_id or "")

    @property
    def position(self) -> tuple[int, int]:
        """The marked row's number from 1, and how many there are: *1 av 34*."""
        return (self._marked + 1 if self._ids else 0), len(self._ids)

    @property
    def row_width(self) -> int:
        """Cells a row has, as ``draw`` is told."""
        return self.size.width - GUTTER

    def mark(self, id: str) -> None:
        """Mark the row with that id, if it is listed."""
        if id in self._ids:
            self._move_to(_index(self._ids, id))

    def explain(self) -> str:
        """What ``?`` says."""
        return _("En lista. Gå med ↑ ↓ PgUp PgDn Home och End.")

    # --- lines and rows -------------------------------------------------------------------------

    @property
    def _line_count(self) -> int:
        return len(self._ids) * self._row_height + len(self._groups)

    def _line_of(self, row: int) -> int:
        """The first line of a row, counted from the top of the list."""
        headings = bisect_right(self._groups, row, key=lambda group: group.first_row)
        return row * self._row_height + headings

    def _at(self, line: int) -> tuple[int | None, int]:
        """What stands on a line: the row and the line within it, or (None, number of the group)."""
        number = bisect_right(self._groups, line, key=lambda group: group.line) - 1
        if number >= 0 and self._groups[number].line == line:
            return None, number
        return divmod(line - number - 1, self._row_height)

    def _resize_virtual(self) -> None:
        self.virtual_size = Size(self.size.width, self._line_count)
        self._scroll_update(self.virtual_size)

    def on_resize(self) -> None:
        """Fit the new size, keeping the marked row in sight."""
        self._resize_virtual()
        self._scroll_to_marked()
        self._ask()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Read what comes into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._ask()

    # --- reading --------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Read the rows in sight, and a screen before and after, that are not known."""
        height = self.size.height
        if not self._ids or not height:
            return
        top = max(self.scroll_offset.y - height, 0) // self._row_height
        near = self._ids[max(top - len(self._groups), 0) : top + 3 * height // self._row_height + 1]
        missing = [id for id in near if id not in self._rows]
        if not missing:
            return
        if len(self._rows) > KEPT:
            self._rows = {id: self._rows[id] for id in near if id in self._rows}
        self.run_worker(self._read(missing), group="rows", exclusive=True)

    async def _read(self, ids: list[str]) -> None:
        for row in await self._load(ids):
            self._rows[self._row_id(row)] = row
        self.refresh()
        if self.marked_id in ids:
            self.post_message(self.Highlighted(self, self.marked_id))

    # --- drawing --------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One visible line."""
        width = self.size.width
        line = self.scroll_offset.y + y
        if not self._ids:
            said = safe(self.empty).wrap(max(width - 2, 1))
            text = Content(" ") + said[y] if y < len(said) else Content("")
            return self._strip(text, self.get_visual_style("list--waiting"), width)
        if line >= self._line_count:
            return self._strip(Content(""), self.visual_style, width)
        row, part = self._at(line)
        if row is None:
            heading = safe(f" {self._groups[part].heading}")
            return self._strip(heading, self.get_visual_style("list--heading"), width)
        marked = row == self._marked
        content, style = self._line(row, part, self.row_width)
        gutter = Content(f" {MARK} " if marked and part == 0 else " " * GUTTER)
        if marked:
            # Colours of its own might not stand out on the mark.
            content, style = Content(content.plain), self.get_visual_style("list--marked")
        return self._strip(gutter + content, style, width)

    def _line(self, row: int, part: int, width: int) -> tuple[Content, Style]:
        known = self._rows.get(self._ids[row])
        if known is None:
            return Content("…" if part == 0 else ""), self.get_visual_style("list--waiting")
        drawn = self._draw(known, width)
        return (drawn[part] if part < len(drawn) else Content("")), self.visual_style

    def _strip(self, content: Content, style: Style, width: int) -> Strip:
        fitted = content.truncate(width, ellipsis=True, pad=True)
        parse = self.app.stylesheet.parse_style
        return Strip(
            [Segment(text, part.rich_style) for text, part in fitted.render(style, "", parse)],
            width,
        )

    # --- moving ---------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Mark another row, ``by`` rows away."""
        self._move_to(self._marked + by)

    def action_move_page(self, direction: int) -> None:
        """Mark the row a page away."""
        page = max(self.size.height // self._row_height - 1, 1)
        self._move_to(self._marked + direction * page)

    def action_move_to_end(self, direction: int) -> None:
        """Mark the first or the last row."""
        self._move_to(0 if direction < 0 else len(self._ids) - 1)

    def _move_to(self, row: int) -> None:
        row = max(min(row, len(self._ids) - 1), 0)
        if row == self._marked:
            return
        before, self._marked = self._marked, row
        for changed in (before, row):
            self.refresh_lines(self._line_of(changed), self._row_height)
        self._scroll_to_marked()
        self.post_message(self.Highlighted(self, self.marked_id))

    def _scroll_to_marked(self) -> None:
        if not self._ids:
            return
        line = self._line_of(self._marked)
        above = line - 1 if self._at(max(line - 1, 0))[0] is None else line
        region = Region(0, above, 1, line - above + self._row_height)
        self.scroll_to_region(region, animate=False, force=True)

    def cursor_place(self) -> Offset:
        """The terminal's cursor stands on the marked row."""
        line = self._line_of(self._marked) if self._ids else 0
        return Offset(1, line - self.scroll_offset.y)

    def on_click(self, event: events.Click) -> None:
        """Mark the row, or, when it is marked already, do what Enter does."""
        row, _part = self._at(self.scroll_offset.y + event.y)
        if row is None or row >= len(self._ids):
            return
        if row == self._marked:
            self.app.simulate_key("enter")
        else:
            self._move_to(row)


def _lay_out(groups: Sequence[tuple[str, int]], row_height: int) -> list[_Group]:
    laid: list[_Group] = []
    first = 0
    for heading, size in groups:
        if size:
            laid.append(_Group(heading, first, first * row_height + len(laid)))
        first += size
    return laid


def _index(ids: Sequence[str], id: str | None) -> int:
    try:
        return ids.index(id or "")
    except ValueError:
        return 0
