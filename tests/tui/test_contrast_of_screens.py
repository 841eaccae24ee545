"""Every screen in every theme: text at 7:1, lines at 3:1, and the figures that are published.

Drawing every screen takes seconds, so it is done once, in the dark theme; there every colour has
one role, and what the same picture is like in another theme follows. That it does is tried by
drawing everything in those as well (slow).
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final, NamedTuple, cast

import pytest
from contrast import ENOUGH, ENOUGH_FOR_LINES, contrast, of_lines, of_text, segments
from openers import CheapOpener
from rich.color import Color
from textual.pilot import Pilot
from walk import every_screen, pause, practised

from dirigo_tui.settings.preferences import Preferences
from dirigo_tui.tui import themes
from dirigo_tui.tui.app import DirigoApp
from dirigo_tui.tui.entrances import make_app
from dirigo_tui.tui.themes import PALETTES

PAGE: Final = Path(__file__).parents[2] / "docs" / "accessibility.md"
DRAWN: Final = "dark"
ROLES: Final = (
    "background surface foreground quiet rule mark mark_text bad warn good".split()  # noqa: SIM905
)
SCREENS: Final = 24
"""Kinds of screens and dialogs there are at least."""


class Seen(NamedTuple):
    """Something that is drawn: where, which sign, in which colour on which."""

    place: str
    text: str
    is_text: bool
    colour: str
    ground: str


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("practised")
    practised(home)
    return home


async def everything(practice: Path, spare: Path, theme: str) -> list[Seen]:
    """What is drawn on all screens, one of each pair of colours on each."""
    found: dict[object, Seen] = {}
    kinds = set()

    async def look(name: str, pilot: Pilot[None]) -> None:
        app = cast("DirigoApp", pilot.app)
        kinds.add(type(app.screen).__name__)
        for is_text, drawn in ((True, of_text(app)), (False, of_lines(app))):
            for _ratio, segment in drawn:
                style = segment.style
                assert style and style.color and style.bgcolor
                colours = [c.get_truecolor().hex for c in (style.color, style.bgcolor)]
                seen = Seen(name, segment.text, is_text, *colours)
                found.setdefault((name, is_text, *colours), seen)

    await every_screen(look, practice, spare, theme=theme)
    assert len(kinds) >= SCREENS, kinds
    return list(found.values())


def row(theme: str, found: list[Seen], drawn: str) -> str:
    """The lowest contrast of text, of lines and of what shows the focus.

    Args:
        found: as it is drawn in the theme ``drawn``.
    """
    roles = {getattr(PALETTES[drawn], role): role for role in ROLES}
    ratios: dict[bool, list[float]] = {True: [], False: []}
    for seen in found:
        colours = [seen.colour, seen.ground]
        if theme != drawn:
            colours = [getattr(PALETTES[theme], roles[colour]) for colour in colours]
        ratio = contrast(*map(Color.parse, colours))
        assert ratio >= (ENOUGH if seen.is_text else ENOUGH_FOR_LINES), (theme, ratio, seen)
        ratios[seen.is_text].append(ratio)
    mark, *grounds = (
        Color.parse(getattr(PALETTES[theme], role)) for role in ("mark", "background", "surface")
    )
    focus = min(contrast(mark, ground) for ground in grounds)
    assert focus >= ENOUGH_FOR_LINES, theme
    return f"| {theme} | {min(ratios[True]):.1f} | {min(ratios[False]):.1f} | {focus:.1f} |"


def published() -> list[str]:
    return [line for line in PAGE.read_text().splitlines() if re.match(r"\| \w+ \| \d", line)]


async def test_every_screen_stands_out(practice: Path, tmp_path: Path) -> None:
    found = await everything(practice, tmp_path, DRAWN)
    assert published() == [row(theme, found, DRAWN) for theme in themes.NAMES]


@pytest.mark.slow
@pytest.mark.parametrize("theme", set(themes.NAMES) - {DRAWN})
async def test_the_other_themes_are_as_reckoned(practice: Path, tmp_path: Path, theme: str) -> None:
    assert row(theme, await everything(practice, tmp_path, theme), theme) in published()


async def test_without_colours_what_is_chosen_is_reversed(
    practice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    home = Path(shutil.copytree(practice, tmp_path / "practice"))
    app = make_app(CheapOpener(home, practice=True), Preferences())
    async with app.run_test(size=(80, 24)) as pilot:
        await pause(pilot)
        drawn = list(segments(app))
        assert not any(s.style and (s.style.color or s.style.bgcolor) for s in drawn)
        turned = [s.text for s in drawn if s.style and s.style.reverse]
        assert len(turned) == 1
        assert turned[0].startswith(" ▌ ")
        await app.secure()
