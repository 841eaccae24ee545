"""Half-written texts: within a second in the encrypted file, and offered again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import DirectDesk, open_desk
from front_end import lines, shown
from pages import page, press, running, settle
from planners import Planner

from dirigo_tui.domain.vocabulary import Protection
from dirigo_tui.forms.draft_keys import DraftKey
from dirigo_tui.services import drafts
from dirigo_tui.services.notes import notes_of
from dirigo_tui.tui.drafts import WAIT
from dirigo_tui.tui.screens.participant import ParticipantScreen


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def samira(desk: DirectDesk) -> Planner:
    return Planner(desk, name="Samira Nordin")


def keep(desk: DirectDesk, key: DraftKey, text: str = '{"text": "Halv mening"}') -> None:
    desk.write(drafts.save, str(key), text, key.participant_id)


def note_key(person: Planner) -> DraftKey:
    return DraftKey("", "note", "", person.id)


def test_a_key_can_be_read_back() -> None:
    key = DraftKey("mapping", "mapping.health", "health", "abc")
    assert DraftKey.parse(str(key)) == key
    assert DraftKey.parse("participant:new") is None


async def test_a_half_written_note_is_in_the_encrypted_file_within_a_second(
    desk: DirectDesk, samira: Planner
) -> None:
    assert WAIT < 1
    async with page(desk, samira.id) as pilot:
        await pilot.press("n", *"Halv men")
        await pilot.pause(WAIT + 0.3)
        draft = desk.read(drafts.load, str(note_key(samira)))
        assert draft is not None
        assert "Halv men" in draft.content
        assert "Utkast" in shown(pilot.app)
        assert desk.read(notes_of, samira.id) == ()


async def test_after_unlocking_what_was_written_is_offered_and_goes_on(
    desk: DirectDesk, samira: Planner
) -> None:
    keep(desk, note_key(samira))
    async with running(desk) as pilot:
        text = shown(pilot.app)
        assert "Det här höll du på att skriva" in text
        assert "Anteckning · Samira Nordin" in text
        assert "”Halv mening”" in text
        text = await press(pilot, "enter")
        assert "Halv mening" in text
        assert "är tillbaka" in text
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, ParticipantScreen)
        assert "anteckning 21 nov: Halv mening" in shown(pilot.app)
        assert desk.read(drafts.drafts) == []


async def test_a_draft_of_a_section_opens_that_section(desk: DirectDesk, samira: Planner) -> None:
    keep(
        desk,
        DraftKey("mapping", "mapping.economy", "economy", samira.id),
        '{"own_words": "Det är trångt"}',
    )
    async with running(desk) as pilot:
        assert "Kartläggning · Samira Nordin" in shown(pilot.app)
        text = await press(pilot, "enter")
        assert "Ekonomi · Samira Nordin" in text
        assert "Det är trångt" in text
        text = await press(pilot, "escape")
        assert "▌ ○ Ekonomi" in text


@pytest.mark.parametrize("form", ["own_goal", "follow_up_done", "start", "end", "identity_number"])
async def test_every_form_of_the_overview_is_taken_up_again(
    desk: DirectDesk, samira: Planner, form: str
) -> None:
    keep(desk, DraftKey("overview", form, "", samira.id), "{}")
    async with running(desk) as pilot:
        text = await press(pilot, "enter")
        assert "är tillbaka" in text
        assert "· Samira Nordin ─" in text


@pytest.mark.parametrize(
    ("key", "content", "seen"),
    [
        (
            ("ratings", "rating", "steps"),
            '{"version": 1, "mode": "together", "answers": {"a": {}, "b": {}}}',
            "2 svar",
        ),
        (
            ("plan", "activity", "new_activity:"),
            '{"title": "Ringa", "kind": "mobilisation_course", "follow_up_on": "2026-12-01"}',
            "”Ringa”",
        ),
    ],
)
async def test_what_was_written_is_told_and_never_a_code(
    desk: DirectDesk, samira: Planner, key: tuple[str, str, str], content: str, seen: str
) -> None:
    keep(desk, DraftKey(*key, samira.id), content)
    async with running(desk) as pilot:
        text = shown(pilot.app)
    assert seen in text
    assert "together" not in text
    assert "mobilisation" not in text


async def test_later_leaves_it_until_next_time(desk: DirectDesk, samira: Planner) -> None:
    keep(desk, note_key(samira))
    for _ in range(2):
        async with running(desk) as pilot:
            assert "Anteckning · Samira Nordin" in shown(pilot.app)
            assert "höll du på" not in await press(pilot, "escape")


async def test_throwing_names_the_draft_and_asks(desk: DirectDesk, samira: Planner) -> None:
    jonas = Planner(desk, "R2", name="Jonas Ek")
    keep(desk, note_key(samira))
    keep(desk, note_key(jonas))
    async with running(desk) as pilot:
        asked = await press(pilot, "end", "delete")
        (other,) = {"Jonas Ek", "Samira Nordin"} - {
            n for n in ("Jonas Ek", "Samira Nordin") if n in asked
        }
        assert "Kasta utkastet ”Anteckning” om" in asked
        await press(pilot, "enter")
        assert len(desk.read(drafts.drafts)) == 2
        text = await press(pilot, "delete", "right", "enter")
        assert other in text
        assert len(desk.read(drafts.drafts)) == 1
        await press(pilot, "delete", "right", "enter")
        assert "höll du på" not in shown(pilot.app)


async def test_nothing_is_offered_of_strangers_and_nobody_is_named_who_is_protected(
    desk: DirectDesk,
) -> None:
    hidden = Planner(desk, "R7", name="Maja Öberg", protection=Protection.SECRECY_MARKING)
    keep(desk, DraftKey("", "note", "", "0" * 32))
    desk.write(drafts.save, "participant:new", "{}", None)
    keep(desk, DraftKey("a_later_section", "x", "", hidden.id))
    async with running(desk) as pilot:
        assert "höll du på" not in shown(pilot.app)
    keep(desk, note_key(hidden), "[1, 2]")
    async with running(desk) as pilot:
        assert "Anteckning · R7" in shown(pilot.app)
        assert "Maja" not in shown(pilot.app)


async def test_the_status_line_follows_from_draft_to_record(
    desk: DirectDesk, samira: Planner
) -> None:
    async with page(desk, samira.id) as pilot:
        assert "Sparat" not in lines(pilot.app)[-1]
        await press(pilot, "n", "x", "escape")
        assert "Utkast" in lines(pilot.app)[-1]
        await press(pilot, "n", "ctrl+s")
        await settle(pilot)
        assert "Sparat" in lines(pilot.app)[-1]
