"""Plain mode and the screens end in the same rows, and keep the same drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from desks import open_desk
from pages import page, press, running, settle
from plain_talk import talk
from planners import Planner
from textual.pilot import Pilot

from dirigo_tui.cli.plain.person import open_person
from dirigo_tui.domain.records import (
    Activity,
    Goal,
    JournalEntry,
    MappingEntry,
    Note,
    Occurrence,
    PlanVersion,
    Rating,
    Status,
    to_plain,
)
from dirigo_tui.domain.vocabulary import Mode
from dirigo_tui.forms.sitting import Occasion
from dirigo_tui.services import drafts
from dirigo_tui.tui.screens.rating import RatingScreen
from dirigo_tui.tui.widgets.choice_box import ChoiceBox
from dirigo_tui.tui.widgets.entry import Entry
from dirigo_tui.tui.widgets.long_entry import LongEntry

KINDS = (Goal, Activity, Occurrence, PlanVersion, Rating, MappingEntry, Status, Note)
WRITTEN_BY_CHANCE = frozenset({"id", "participant_id", "occasion_id", "recorded_at", "changed_at"})
"""Columns that two runs of the same never agree on."""

ID = re.compile("[0-9a-f]{32}")


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Planner, Planner]]:
    """The same person at two desks."""
    desks = []
    for name in ("screens", "plain"):
        (tmp_path / name).mkdir()
        desks.append(open_desk(tmp_path / name))
    yield tuple(Planner(desk, name="Samira Nordin") for desk in desks)  # type: ignore[misc]
    for desk in desks:
        desk.close()


def rows(person: Planner) -> list[dict[str, Any]]:
    """Everything in the file, apart from what chance writes; goals are known by their place."""

    def read(reader: Any) -> list[dict[str, Any]]:
        own = {
            record.id: f"{kind.table} {number}"
            for kind in (Goal, Activity)
            for number, record in enumerate(reader.find(kind))
        }
        return [
            {"table": kind.table}
            | {
                column: _known(value, own)
                for column, value in to_plain(record).items()
                if column not in WRITTEN_BY_CHANCE
            }
            for kind in KINDS
            for record in reader.find(kind)
        ]

    return person.desk.read(read)


def _known(value: Any, own: dict[str, str]) -> Any:
    """The value with ids in it, as a version's snapshot has them, told by their places."""
    if not isinstance(value, str):
        return value
    return ID.sub(lambda match: own.get(match[0], match[0]), value)


def told(person: Planner) -> list[tuple[str, Any]]:
    """What the history says was done."""
    entries: list[JournalEntry] = person.desk.read(lambda reader: reader.history(person.id))
    return [(entry.action, dict(entry.params)) for entry in entries]


async def fill(pilot: Pilot[None], **texts: str) -> None:
    """Fill in the form on the screen, choices by their codes, and save."""
    for name, written in texts.items():
        field = pilot.app.screen.query_one(f"#{name}")
        if isinstance(field, ChoiceBox):
            field.code = written
        elif isinstance(field, LongEntry):
            field.text = written
        else:
            assert isinstance(field, Entry)
            field.value = written
    await pilot.pause()
    await press(pilot, "ctrl+s")


async def test_a_plan_confirmed_by_both_ends_in_the_same_rows(
    two: tuple[Planner, Planner],
) -> None:
    by_keys, by_lines = two
    async with page(by_keys.desk, by_keys.id) as pilot:
        await press(pilot, "3", "m")
        await fill(pilot, own_words="Orka jobba halvtid", note="Öva först.\nI december.")
        await press(pilot, "m")
        await fill(pilot, own_words="Våga ringa samtal")
        await press(pilot, "a")
        first, second = (goal.id for goal in by_keys.desk.read(lambda r: r.find(Goal)))
        await fill(
            pilot,
            title="Mobiliseringskurs",
            kind="mobilisation_course",
            goal_id=first,
            time_text="tisdagar, 8 ggr",
            taking_part="kursgrupp",
            responsible="Försäkringskassan",
            follow_up_on="2026-12-01",
            repeats="weekly",
            weekdays="tisdagar",
            first_day="2026-11-03",
            times="8",
        )
        await press(pilot, "a")
        await fill(
            pilot,
            title="Ringa AF",
            goal_id=second,
            time_text="december",
            responsible="jag själv",
        )
        await press(pilot, "b")
        await fill(pilot, who="participant", answer="yes")
        await press(pilot, "b")
        await fill(pilot, who="caseworker", answer="yes")
        await press(pilot, "u")
        await fill(pilot, what="book", next_on="2026-12-15")
        await press(pilot, "2", "enter")
        await fill(pilot, own_words="Ont i ryggen.", strengths="Promenerar.")
        await press(pilot, "5", "down", "s")
        await fill(pilot, extent="75")
        await press(pilot, "n")
        await fill(pilot, text="Ringde.", kind="phone")

    heard = talk(
        by_lines.desk,
        *("3", "1", "Orka jobba halvtid", "", "Öva först.", "I december.", ""),
        *("1", "Våga ringa samtal", "", ""),
        *("2", "Mobiliseringskurs", "mobiliseringskurs", "1", "tisdagar, 8 ggr", "kursgrupp"),
        *("2", "", "2026-12-01", "varje vecka", "tisdagar", "2026-11-03", "8", ""),
        *("2", "Ringa AF", "", "2", "december", "", "1", "", "", ""),
        *("4", "", "ja", "4", "", "ja"),
        *("5", "", "2026-12-15", "0"),
        *("2", "1", "Ont i ryggen.", "", "Promenerar.", "", "", "", "0"),
        *("5", "2", "1", "75", "", "", "", "0", "0"),
        *("7", "Ringde.", "", "", "telefonsamtal", "q"),
        within=partial(open_person, id=by_lines.id),
    )
    assert "Planen är gemensam: båda har sagt ja till version 1." in heard
    assert {row["table"]: 0 for row in rows(by_lines)}.keys() == {
        "goal", "activity", "plan_version", "mapping_entry", "status", "note"
    }  # fmt: skip
    assert rows(by_lines) == rows(by_keys)
    assert _without_ids(told(by_lines)) == _without_ids(told(by_keys))
    assert not by_lines.desk.read(drafts.drafts)


def _without_ids(entries: list[tuple[str, Any]]) -> list[str]:
    return [ID.sub("#", str(entry)) for entry in entries]


async def test_a_rating_ends_in_the_same_rows(two: tuple[Planner, Planner]) -> None:
    by_keys, by_lines = two
    answers = ["5", "v", "3", "k", "1", "7", "8", "2"]
    async with running(by_keys.desk) as pilot:
        pilot.app.push_screen(RatingScreen(by_keys.id, Occasion("steps"), Mode.READ_ALOUD))
        await settle(pilot)
        await press(pilot, *(key for answer in answers for key in (answer, "enter")), "enter")
    spoken: list[str] = []
    for answer in answers:
        spoken += [answer, ""] if answer in "vk" else [answer]
    heard = talk(
        by_lines.desk,
        *("4", "1", "steg mot", "", "uppläst", *spoken, "", "q"),
        within=partial(open_person, id=by_lines.id),
    )
    assert "Fråga 8 av 8" in heard
    assert len(rows(by_lines)) == 8
    assert rows(by_lines) == rows(by_keys)


async def test_a_draft_goes_back_and_forth(two: tuple[Planner, Planner]) -> None:
    _, person = two
    heard = talk(person.desk, "3", "1", "Våga ringa", within=partial(open_person, id=person.id))
    assert heard.endswith("[end]\n")
    async with page(person.desk, person.id) as pilot:
        await press(pilot, "3", "m")
        words = pilot.app.screen.query_one(LongEntry)
        assert words.text == "Våga ringa"
        words.text = "Våga ringa ett samtal"
        await press(pilot, "escape")
    heard = talk(person.desk, "4", "1", "1", "", "", "q")  # Enter keeps what stands
    assert "Det finns ett utkast från" in heard
    assert rows(person)[0]["own_words"] == "Våga ringa ett samtal"
    assert not person.desk.read(drafts.drafts)
