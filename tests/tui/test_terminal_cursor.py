"""The terminal's own cursor stands on what has the focus, whatever that is."""

from front_end import Blank, app_with, lines, paste
from pages import settle
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from dirigo_tui.domain.rating_templates import lookup
from dirigo_tui.forms import definitions
from dirigo_tui.i18n.catalogue import N_
from dirigo_tui.tui.widgets.block_list import Block, BlockList
from dirigo_tui.tui.widgets.confirm import ConfirmDialog
from dirigo_tui.tui.widgets.form_dialog import FormDialog
from dirigo_tui.tui.widgets.numbered_dialog import NumberedDialog
from dirigo_tui.tui.widgets.scale import NumberScale, WordedScale
from dirigo_tui.tui.widgets.virtual_list import VirtualList
from dirigo_tui.tui.widgets.words import WordButton


class Things(Blank):
    def body(self) -> ComposeResult:
        yield WordButton(N_("Spara"))
        yield VirtualList(self._load, lambda row, _width: (Content(f"rad {row}"),), str)
        yield BlockList()
        yield NumberScale()
        yield WordedScale()
        with VerticalScroll(id="text"):
            yield Static(Content("en text att läsa"))

    async def _load(self, ids: list[str]) -> list[str]:
        return ids

    def on_mount(self) -> None:
        self.query_one(VirtualList).show(["a", "b", "c"])
        block = self.query_one(BlockList)
        block.show([Block(id, lambda _width, id=id: [Content(f"block {id}")] * 2) for id in "de"])
        was, goals = lookup("was").items[0], lookup("dirigo_goals").items[0]
        self.query_one(NumberScale).show(was, None)
        self.query_one(WordedScale).show(goals, None)


def at_cursor(app: object) -> str:
    """What stands from the cursor on, on its line."""
    x, y = app.cursor_position  # type: ignore[attr-defined]
    return lines(app)[y][x:].strip()  # type: ignore[arg-type]


async def test_it_follows_the_focus() -> None:
    app = app_with(Things)
    async with app.run_test(size=(80, 40)) as pilot:
        await settle(pilot)
        assert at_cursor(app) == "Spara"
        await pilot.press("tab", "down")
        assert at_cursor(app) == "▌ rad b"
        await pilot.press("tab", "down")
        assert at_cursor(app) == "▌ block e"
        await pilot.press("tab", "3")
        await settle(pilot)
        assert at_cursor(app).startswith("3    4")
        await pilot.press("tab", "down", "down")
        await settle(pilot)
        assert at_cursor(app).startswith("▸ 2")
        await pilot.press("tab")
        assert at_cursor(app).startswith("en text")


async def test_it_follows_the_focus_in_dialogs_and_back() -> None:
    app = app_with(Things)
    async with app.run_test(size=(80, 40)) as pilot:
        await settle(pilot)
        await pilot.press("tab", "down")
        app.push_screen(FormDialog(definitions.activity([("g", "Ringa")]), None))  # type: ignore[arg-type]
        await settle(pilot)
        await paste(pilot, "Kurs")
        x, y = app.cursor_position
        assert lines(app)[y][:x].endswith("Kurs")
        await pilot.press("left", "left")
        assert at_cursor(app).startswith("rs")
        await pilot.press("tab", "space")
        await settle(pilot)
        first = at_cursor(app)
        await pilot.press("down")
        assert first and at_cursor(app) and at_cursor(app) != first
        await pilot.press("escape", "escape", "escape")
        await settle(pilot)
        assert at_cursor(app) == "▌ rad b"
        app.push_screen(ConfirmDialog("Ta bort?", "Ta bort"))
        await settle(pilot)
        assert at_cursor(app).startswith("Nej, låt vara")
        await pilot.press("right")
        assert at_cursor(app).startswith("Ta bort")
        await pilot.press("escape")
        app.push_screen(NumberedDialog("Hur?", [(1, "ett"), (2, "två")]))
        await settle(pilot)
        await pilot.press("down")
        assert at_cursor(app).startswith("2  två")
