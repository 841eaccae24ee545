"""A list whose rows take the lines they need: wrapping, moving, scrolling, clicking."""

from typing import Any

import pytest
from front_end import Blank, app_with, lines, shown
from textual.app import ComposeResult
from textual.content import Content
from textual.pilot import Pilot

from dirigo_tui.i18n.catalogue import N_
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.widgets.block_list import Block, BlockList
from dirigo_tui.tui.widgets.chrome import CommandLine
from dirigo_tui.tui.widgets.safe_text import safe

OPEN = Command("listing.open", "o,enter", N_("öppna"), N_("Öppna."), footer=False)
NEVER = Command("listing.never", "x", N_("aldrig"), N_("Aldrig."), footer=False)


def rows(*heights: int) -> list[Block]:
    """Rows of so many lines; each line says which row and line it is."""

    def block(number: int, height: int) -> Block:
        return Block(
            f"id{number}", lambda _width: [safe(f"rad {number}.{n}") for n in range(height)]
        )

    return [block(number, height) for number, height in enumerate(heights)]


class Listing(Blank):
    """A list, and a line of commands below it."""

    commands = (OPEN, NEVER)

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str | None] = []
        self.highlighted: list[str | None] = []

    def body(self) -> ComposeResult:
        yield BlockList()
        yield CommandLine((OPEN, NEVER))

    def on_block_list_highlighted(self, event: BlockList.Highlighted) -> None:
        self.highlighted.append(event.id)

    def action_open(self) -> None:
        self.opened.append(self.query_one(BlockList).marked_id)

    def action_never(self) -> None:
        raise AssertionError("disabled")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return None if action == "never" else super().check_action(action, parameters)


async def listing(pilot: Pilot[None], blocks: list[Block], **how: Any) -> BlockList:
    await pilot.pause()
    found = pilot.app.screen.query_one(BlockList)
    found.show(blocks, **how)
    await pilot.pause()
    return found


async def test_moving_marks_whole_rows_and_stops_at_the_ends() -> None:
    async with app_with(Listing).run_test(size=(40, 12)) as pilot:
        found = await listing(pilot, rows(1, 2, 1))
        assert " ▌ rad 0.0" in shown(pilot.app)
        await pilot.press("up", "down")
        assert found.marked_id == "id1"
        await pilot.press("down", "down", "down")
        assert found.marked_id == "id2"
        await pilot.press("home")
        assert found.marked_id == "id0"
        await pilot.press("end")
        assert found.marked_id == "id2"
        assert pilot.app.screen.highlighted[-1] == "id2"


async def test_the_marked_row_is_kept_in_sight_with_what_stands_above_it() -> None:
    def heading(_width: int) -> list[Content]:
        return [Content(""), safe("Rubrik")]

    blocks = [*rows(*[2] * 12), Block("last", lambda _width: [safe("sist")], heading)]
    async with app_with(Listing).run_test(size=(40, 12)) as pilot:
        found = await listing(pilot, blocks)
        for block in blocks:
            assert found.marked_id == block.id
            assert any(line.startswith(" ▌ ") for line in lines(pilot.app))
            await pilot.press("down")
        assert "Rubrik" in shown(pilot.app)
        await pilot.press("up", "end", "home")
        assert "rad 0.0" in shown(pilot.app)


async def test_a_row_taller_than_the_list_is_read_through() -> None:
    async with app_with(Listing).run_test(size=(40, 12)) as pilot:
        found = await listing(pilot, rows(1, 30, 1))
        seen: set[str] = set()
        for _ in range(12):
            seen |= {line.strip(" ▌") for line in lines(pilot.app) if "rad 1." in line}
            if found.marked_id == "id2":
                break
            await pilot.press("down")
        assert seen == {f"rad 1.{number}" for number in range(30)}
        assert found.marked_id == "id2"
        await pilot.press("up")
        assert found.marked_id == "id1"
        assert "rad 1.0" in shown(pilot.app)


async def test_pages_go_to_the_end_and_back() -> None:
    async with app_with(Listing).run_test(size=(40, 12)) as pilot:
        found = await listing(pilot, rows(*[1, 3, 2] * 10))
        places = []
        for key in ["pagedown"] * 12 + ["pageup"] * 12:
            await pilot.press(key)
            places.append(int((found.marked_id or "")[2:]))
        assert places[:12] == sorted(places[:12])
        assert max(places) == 29
        assert places[-1] == 0


async def test_a_row_that_is_gone_leaves_the_mark_where_it_was() -> None:
    async with app_with(Listing).run_test() as pilot:
        found = await listing(pilot, rows(1, 1, 1), marked="id1")
        assert found.marked_id == "id1"
        three = rows(1, 1, 1)
        await listing(pilot, [three[0], three[2]])
        assert found.marked_id == "id2"
        await listing(pilot, three[:1])
        assert found.marked_id == "id0"
        await listing(pilot, [], empty=lambda _width: [safe("Inget här än")])
        assert found.marked_id is None
        assert "Inget här än" in shown(pilot.app)
        await pilot.press("down", "up", "pagedown", "end", "home")
        assert found.marked_id is None


async def test_rows_are_drawn_for_the_width_there_is() -> None:
    block = Block("a", lambda width: safe("ord " * 20).wrap(width))
    async with app_with(Listing).run_test(size=(40, 12)) as pilot:
        await listing(pilot, [block])
        assert shown(pilot.app).count("ord") == 20
        narrow = len([line for line in lines(pilot.app) if "ord" in line])
        await pilot.resize_terminal(80, 12)
        await pilot.pause()
        assert len([line for line in lines(pilot.app) if "ord" in line]) < narrow
        assert shown(pilot.app).count("ord") == 20


async def test_nothing_is_lost_beneath_the_scroll_bar() -> None:
    block = Block("a", lambda width: [safe("x" * (width - 1) + "!")] * 40)
    async with app_with(Listing).run_test(size=(40, 12)) as pilot:
        await listing(pilot, [block])
        assert sum("!" in line for line in lines(pilot.app)) >= 8


@pytest.mark.parametrize("click", [1, 2])
async def test_a_click_marks_and_another_opens(click: int) -> None:
    async with app_with(Listing).run_test() as pilot:
        found = await listing(pilot, rows(1, 2, 1))
        for _ in range(click):
            await pilot.click(BlockList, offset=(5, 2))
            await pilot.pause()
        assert found.marked_id == "id1"
        assert pilot.app.screen.opened == ["id1"] * (click - 1)


async def test_the_line_of_commands_offers_and_does_them() -> None:
    async with app_with(Listing).run_test() as pilot:
        await listing(pilot, rows(1))
        line = next(line for line in lines(pilot.app) if "O öppna  (X aldrig)" in line)
        await pilot.click(CommandLine, offset=(line.index("öppna"), 0))
        await pilot.click(CommandLine, offset=(line.index("aldrig"), 0))
        await pilot.pause()
        assert pilot.app.screen.opened == ["id0"]


async def test_a_command_without_room_is_left_out_whole() -> None:
    async with app_with(Listing).run_test(size=(12, 10)) as pilot:
        await listing(pilot, rows(1))
        assert "O öppna" in shown(pilot.app)
        assert "aldr" not in shown(pilot.app)
