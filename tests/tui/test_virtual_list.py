"""The list: any length, only visible lines drawn, hostile text shown as it is."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from front_end import Blank, app_with, lines
from hostile_text import FORBIDDEN_ON_SCREEN, HOSTILE
from textual.app import ComposeResult
from textual.content import Content
from textual.pilot import Pilot

from dirigo_tui.tui.widgets.safe_text import safe
from dirigo_tui.tui.widgets.virtual_list import VirtualList

MANY = 200_000


@dataclass(frozen=True)
class Person:
    id: str
    name: str


class Listing(Blank):
    """A list of people named after their ids."""

    row_height = 1

    def __init__(self, ids: Sequence[str], groups: Sequence[tuple[str, int]] = ()) -> None:
        super().__init__()
        self.ids, self.groups = ids, groups
        self.asked: list[int] = []
        self.drawn = 0
        self.highlighted: list[str | None] = []
        self.entered = 0

    def body(self) -> ComposeResult:
        yield VirtualList(
            self._load_rows,
            self._draw,
            lambda person: person.id,
            row_height=self.row_height,
            empty="Ingen här. Tryck N.",
        )

    def on_mount(self) -> None:
        self.people.show(self.ids, self.groups)

    @property
    def people(self) -> VirtualList[Person]:
        return self.query_one(VirtualList)

    async def _load_rows(self, ids: Sequence[str]) -> list[Person]:
        self.asked.append(len(ids))
        return [Person(id, f"Person {id}") for id in ids]

    def _draw(self, person: Person, width: int) -> Sequence[Content]:
        self.drawn += 1
        return (safe(person.name), safe("andra raden", "$quiet"))[: self.row_height]

    def on_virtual_list_highlighted(self, event: VirtualList.Highlighted) -> None:
        self.highlighted.append(event.id)


async def settled(pilot: Pilot[None]) -> Listing:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    assert isinstance(pilot.app.screen, Listing)
    return pilot.app.screen


def ids(count: int) -> list[str]:
    return [f"{number:06}" for number in range(count)]


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_two_hundred_thousand_rows_draw_what_one_sees(size: tuple[int, int]) -> None:
    app = app_with(
        lambda: Listing(ids(MANY), [("Försenat", 3), ("I dag", 0), ("Framåt", MANY - 3)])
    )
    async with app.run_test(size=size) as pilot:
        screen = await settled(pilot)
        text = lines(app)
        assert text[1:6] == [
            " Försenat",
            " ▌ Person 000000",
            "   Person 000001",
            "   Person 000002",
            " Framåt",
        ]
        assert all(len(line) <= size[0] for line in text)
        assert screen.drawn < 200
        assert max(screen.asked) < 100

        await pilot.press("end")
        await settled(pilot)
        assert lines(app)[-2] == " ▌ Person 199999"
        assert screen.people.position == (MANY, MANY)
        assert screen.people.marked_row == Person("199999", "Person 199999")
        assert max(screen.asked) < 100

        await pilot.press("home", "pagedown", "up", "down", "down")
        await settled(pilot)
        page = size[1] - 2 - 1
        assert screen.people.marked_id == f"{page + 1:06}"


async def test_reading_far_and_wide_keeps_memory_small() -> None:
    app = app_with(lambda: Listing(ids(MANY)))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await settled(pilot)
        for row in range(0, MANY, 2_000):
            screen.people.mark(f"{row:06}")
            await pilot.app.workers.wait_for_complete()
        await settled(pilot)
        assert len(screen.people._rows) < 2_200


async def test_the_heading_above_the_first_row_comes_back_into_sight() -> None:
    app = app_with(lambda: Listing(ids(100), [("Försenat", 100)]))
    async with app.run_test(size=(60, 20)) as pilot:
        await settled(pilot)
        await pilot.press("end", "home")
        await settled(pilot)
        assert lines(app)[1:3] == [" Försenat", " ▌ Person 000000"]


async def test_the_mark_stays_on_the_person_and_not_on_the_place() -> None:
    app = app_with(lambda: Listing(ids(10)))
    async with app.run_test() as pilot:
        screen = await settled(pilot)
        await pilot.press("down", "down")
        screen.people.show(["000009", "000002", "000001"])
        await settled(pilot)
        assert screen.people.position == (2, 3)
        screen.people.show(["000009", "000001"])
        await settled(pilot)
        assert screen.people.marked_id == "000009"
        assert screen.highlighted[-1] == "000009"


async def test_an_empty_list_says_so() -> None:
    app = app_with(lambda: Listing([]))
    async with app.run_test() as pilot:
        screen = await settled(pilot)
        assert lines(app)[1] == " Ingen här. Tryck N."
        await pilot.press("down", "end", "pageup")
        assert screen.people.marked_id is None
        assert screen.people.position == (0, 0)


async def test_rows_that_changed_are_read_again() -> None:
    app = app_with(lambda: Listing(ids(5)))
    async with app.run_test() as pilot:
        screen = await settled(pilot)
        before = sum(screen.asked)
        screen.people.forget("000001")
        await settled(pilot)
        assert sum(screen.asked) == before + 1


async def test_rows_may_have_two_lines() -> None:
    class Two(Listing):
        row_height = 2

    app = app_with(lambda: Two(ids(50), [("Mål 1", 2), ("Mål 2", 48)]))
    async with app.run_test(size=(60, 20)) as pilot:
        screen = await settled(pilot)
        assert lines(app)[1:8] == [
            " Mål 1",
            " ▌ Person 000000",
            "   andra raden",
            "   Person 000001",
            "   andra raden",
            " Mål 2",
            "   Person 000002",
        ]
        await pilot.press("end")
        await settled(pilot)
        assert lines(app)[-3:-1] == [" ▌ Person 000049", "   andra raden"]
        assert screen.people.marked_id == "000049"


async def test_a_click_marks_and_a_second_one_is_enter() -> None:
    app = app_with(lambda: Listing(ids(5), [("I dag", 5)]))
    async with app.run_test() as pilot:
        screen = await settled(pilot)
        pressed: list[str] = []
        app.simulate_key = pressed.append  # type: ignore[method-assign]
        await pilot.click(VirtualList, offset=(5, 2))
        await pilot.pause(0.6)
        assert screen.people.marked_id == "000001"
        assert not pressed
        await pilot.click(VirtualList, offset=(5, 2))
        await pilot.click(VirtualList, offset=(5, 0))
        await pilot.click(VirtualList, offset=(5, 15))
        assert pressed == ["enter"]


async def test_the_terminal_cursor_follows_the_mark() -> None:
    app = app_with(lambda: Listing(ids(5)))
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("down", "down")
        await settled(pilot)
        assert app.cursor_position.y == lines(app).index(" ▌ Person 000002")


@pytest.mark.parametrize("size", [(80, 60), (60, 60)])
async def test_hostile_names_and_headings_are_only_text(size: tuple[int, int]) -> None:
    class Hostile(Listing):
        async def _load_rows(self, ids: Sequence[str]) -> list[Person]:
            return [Person(id, HOSTILE[int(id)]) for id in ids]

    numbers = [str(number) for number in range(len(HOSTILE))]
    app = app_with(lambda: Hostile(numbers, [(hostile, 1) for hostile in HOSTILE]))
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        text = lines(app)
        assert not FORBIDDEN_ON_SCREEN & set("".join(text))
        for hostile in HOSTILE:
            if hostile.isprintable() and len(hostile) < 50:
                assert f" {hostile}" in text
                assert any(
                    line.endswith(f"  {hostile}") or line == f" ▌ {hostile}" for line in text
                )
