"""Text reaches 7:1 on rendered cells, in each of our themes (the figure of WCAG 2.2, level AAA)."""

from collections.abc import Sequence

import pytest
from contrast import ENOUGH, contrast, weak_texts
from front_end import Blank, app_with
from rich.color import Color
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from dirigo_tui.domain.errors import Refused
from dirigo_tui.forms import definitions
from dirigo_tui.settings.preferences import Preferences
from dirigo_tui.tui import themes
from dirigo_tui.tui.widgets.bars import bar, dots
from dirigo_tui.tui.widgets.busy import Busy
from dirigo_tui.tui.widgets.confirm import ConfirmDialog
from dirigo_tui.tui.widgets.form_dialog import FormDialog
from dirigo_tui.tui.widgets.safe_text import safe
from dirigo_tui.tui.widgets.virtual_list import VirtualList


class Everything(Blank):
    """A list, words in every colour, bars."""

    def body(self) -> ComposeResult:
        yield Static(safe("Sök"), classes="quiet")
        for name in ("bad", "warn", "good", "heading"):
            yield Static(safe(name), classes=name)
        yield Static(bar(0.7))
        yield Static(dots([3, 5], 0, 10))
        yield Busy("Läser listan")
        yield VirtualList(self._load_rows, self._draw, str, empty="Ingen")

    def on_mount(self) -> None:
        self.query_one(VirtualList).show(["a", "b"], [("Försenat", 1), ("I dag", 1)])

    async def _load_rows(self, ids: Sequence[str]) -> Sequence[str]:
        return ids

    def _draw(self, row: str, width: int) -> Sequence[Content]:
        return (safe(row) + safe(" quiet", "$quiet") + safe(" bad", "bold $bad"),)


async def save(values: object) -> None: ...


@pytest.mark.parametrize("theme", themes.NAMES)
async def test_text_stands_out(theme: str) -> None:
    app = app_with(Everything, preferences=Preferences(theme=theme))
    async with app.run_test(size=(80, 30)) as pilot:

        async def check() -> None:
            await pilot.pause()
            await pilot.pause()
            assert not list(weak_texts(app))

        await check()
        app.screen.set_focus(None)
        app.not_saved(Refused("changed_elsewhere"))
        await check()
        await pilot.press("question_mark")
        await check()
        await pilot.press("escape", "ctrl+p", "l")
        await check()
        await pilot.press("escape")
        await app.push_screen(ConfirmDialog("Ta bort?", "Ta bort", "Det går att ångra."))
        await check()
        await pilot.press("right")
        await check()
        await pilot.press("escape")
        await app.push_screen(FormDialog(definitions.activity([("g", "Mål")]), save))
        await check()
        await pilot.press(*"Kurs", "shift+left", "ctrl+s", "tab", "tab")
        await check()
        await pilot.press("space")
        await check()
        await pilot.press("escape", "escape")
        await app.push_screen(FormDialog(definitions.GOAL, save, values={"own_words": "Ringa\n"}))
        await pilot.press(*"ord", "shift+left")
        await check()


@pytest.mark.parametrize("theme", themes.NAMES)
def test_every_colour_for_words_stands_out_on_every_ground(theme: str) -> None:
    palette = themes.PALETTES[theme]
    for ground in (palette.background, palette.surface):
        for name in ("foreground", "quiet", "bad", "warn", "good"):
            words = getattr(palette, name)
            assert contrast(Color.parse(words), Color.parse(ground)) >= ENOUGH, (name, ground)
    assert contrast(Color.parse(palette.mark_text), Color.parse(palette.mark)) >= ENOUGH


def test_the_ruler_measures() -> None:
    assert round(contrast(Color.parse("#000000"), Color.parse("#ffffff"))) == 21
    assert round(contrast(Color.parse("#777777"), Color.parse("#ffffff")), 1) == 4.5
