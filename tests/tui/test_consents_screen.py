"""Consents on the participant's page: written down, seen running out, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from desks import TODAY, DirectDesk, open_desk
from pages import EIGHTY, SIXTY, page, press
from planners import Planner

from dirigo_tui.domain.consent import ConsentState
from dirigo_tui.domain.vocabulary import ConsentForm
from dirigo_tui.forms.draft_keys import DraftKey
from dirigo_tui.i18n.plan_paper import plan_on_paper
from dirigo_tui.services import drafts
from dirigo_tui.services.consents import GiveConsent, consents, give_consent
from dirigo_tui.services.plan_paper import PrintPlan, print_plan
from dirigo_tui.tui.screens.participant import ParticipantScreen


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def samira(desk: DirectDesk) -> Planner:
    person = Planner(desk, name="Samira Nordin")
    person.goal()
    return person


def give(person: Planner, recipient: str = "Region Stockholm", days: int = 3) -> None:
    command = GiveConsent(
        participant_id=person.id,
        recipient=recipient,
        purpose="Samordna rehabiliteringen",
        valid_to=TODAY + timedelta(days=days),
        form=ConsentForm.WRITTEN,
        plan=True,
    )
    person.desk.write(give_consent, command)


async def test_the_overview_says_who_may_know_and_what_runs_out(samira: Planner) -> None:
    give(samira)
    give(samira, "Arbetsförmedlingen", days=99)
    async with page(samira.desk, samira.id) as pilot:
        seen = await press(pilot)
    assert "! Samtycke till Region Stockholm går ut 24 nov" in seen
    assert "Region Stockholm går ut om 3 dagar !" in seen
    assert "Arbetsförmedlingen t.o.m. 28 feb 2027" in seen


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_a_first_consent_is_written_down(samira: Planner, size: tuple[int, int]) -> None:
    async with page(samira.desk, samira.id, size=size) as pilot:
        assert "inget samtycke gäller" in await press(pilot)
        assert "Samira Nordin har inte samtyckt till något än" in await press(pilot, "s")
        assert "utan ditt ja" in " ".join((await press(pilot, "s")).split())
        # Whom, the plan: yes; the other four stay no; for what, until when, how.
        await press(pilot, *"arbetsf", "tab", "j", *["tab"] * 5, *"jobb", "tab", "tab")
        await press(pilot, *"2027-02-01", "tab", "s", "ctrl+s")
        (view,) = samira.desk.read(consents, samira.id).consents
        assert (view.consent.recipient, view.consent.categories) == (
            "Arbetsförmedlingen",
            ("plan",),
        )
        assert "gäller 21 nov – 1 feb 2027" in await press(pilot)
        assert "t.o.m. 1 feb 2027" in await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ParticipantScreen)


async def test_taking_one_back_lists_what_has_gone_out(samira: Planner, tmp_path: Path) -> None:
    give(samira)
    order = PrintPlan(reference="R1", path=tmp_path / "p.txt", recipient="Region Stockholm")
    print_plan(samira.desk, order, plan_on_paper)
    async with page(samira.desk, samira.id) as pilot:
        assert "21 nov: planen på papper (planen)" in await press(pilot, "s")
        asked = await press(pilot, "t")
        assert "Ta tillbaka samtycket till Region Stockholm för Samira Nordin?" in asked
        assert "1 gång har något redan lämnats ut" in asked
        assert "taget tillbaka 21 nov" in await press(pilot, "right", "enter")
        assert "redan taget tillbaka" in await press(pilot, "t")
    (view,) = samira.desk.read(consents, samira.id).consents
    assert view.state is ConsentState.WITHDRAWN


async def test_one_that_was_being_written_is_taken_up_again(samira: Planner) -> None:
    key = DraftKey("overview", "consent", "", samira.id)
    content = '{"recipient": "Kommunen"}'
    samira.desk.write(drafts.save, str(key), content, samira.id)
    async with page(samira.desk, samira.id) as pilot:
        pilot.app.push_screen(ParticipantScreen(samira.id, resume=key))
        assert "Kommunen" in await press(pilot)
