"""The overview: where things stand, and what is written about the person as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dirigo_tui.cli import person_text
from dirigo_tui.cli.plain import consents
from dirigo_tui.cli.plain.menu import Entry, Menu, visit
from dirigo_tui.cli.plain.page import Page
from dirigo_tui.domain.records import Note, Participant
from dirigo_tui.domain.vocabulary import NoteKind
from dirigo_tui.forms.consent import CONSENT
from dirigo_tui.forms.definitions import END, FOLLOW_UP, IDENTITY_NUMBER, OWN_GOAL
from dirigo_tui.forms.person import FOLLOW_UP_DONE, START
from dirigo_tui.forms.plan_questions import open_activities
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.services.follow_ups import (
    BookFollowUp,
    FollowUpDone,
    book_follow_up,
    follow_up_done,
)
from dirigo_tui.services.identity_numbers import NewNumber, set_identity_number
from dirigo_tui.services.overview import overview_of
from dirigo_tui.services.participants import write_own_goal
from dirigo_tui.services.participation import (
    EndParticipation,
    StartParticipation,
    end_participation,
    start_participation,
)
from dirigo_tui.services.plan_view import plan_of

SECTION = "overview"


def overview(page: Page) -> None:
    """Read how it stands, and write what belongs here."""
    desk = page.place.desk

    def look() -> Menu:
        person = page.person
        seen = desk.read(overview_of, page.id)
        lines = [
            *person_text.who(seen),
            *person_text.due(seen, person.today),
            *person_text.status(seen),
            *person_text.consents(seen, person.today),
        ]
        entries = [
            Entry(_("Skriv mitt mål"), lambda: own_goal(page)),
            Entry(_("Boka nästa uppföljning"), lambda: book(page), person.plan_number is not None),
            Entry(_("Skriv in en uppföljning som har skett"), lambda: followed_up(page)),
            Entry(_("Starta deltagandet"), lambda: start(page), person.end is None),
            Entry(_("Avsluta deltagandet"), lambda: end(page), person.start is not None),
            Entry(_("Samtycken"), lambda: consents.show(page, SECTION)),
            Entry(_("Skriv in ett identitetsnummer"), lambda: identity(page)),
        ]
        return Menu(page.where(_("Översikt")), entries, lines)

    visit(page.place.console, look)


def own_goal(page: Page) -> None:
    """Write the goal in the participant's own words."""

    def save(values: dict[str, Any]) -> Participant:
        return page.place.write(write_own_goal, page.id, values["own_goal"])

    stands = page.place.desk.read(overview_of, page.id).own_goal
    page.ask(OWN_GOAL, save, values={"own_goal": stands}, section=SECTION)


def book(page: Page) -> None:
    """Book the next follow-up."""

    def save(values: dict[str, Any]) -> bool:
        page.place.write(book_follow_up, BookFollowUp(participant_id=page.id, on=values["on"]))
        return True

    booked = page.place.desk.read(overview_of, page.id).next_follow_up
    page.ask(FOLLOW_UP, save, values={"on": booked}, section=SECTION)


def followed_up(page: Page) -> None:
    """Record a follow-up that took place."""
    person = page.person

    def save(values: dict[str, Any]) -> Note:
        ids: list[str] = []
        if values.pop("went_through"):
            ids = [a.id for a in open_activities(page.place.desk.read(plan_of, page.id))]
        command = FollowUpDone(participant_id=page.id, activity_ids=ids, **values)
        return page.place.write(follow_up_done, command)

    begun = person.plan_number is not None
    start = {"kind": NoteKind.CHECK_IN, "on": person.today, "went_through": begun}
    page.ask(FOLLOW_UP_DONE, save, values=start, section=SECTION)


def start(page: Page) -> None:
    """Record when participation began, or correct the day."""
    person = page.person

    def save(values: dict[str, Any]) -> Participant:
        command = StartParticipation(participant_id=page.id, **values)
        return page.place.write(start_participation, command)

    page.ask(START, save, values={"on": person.start or person.today}, section=SECTION)


def end(page: Page) -> None:
    """Record when and why participation ended, or correct either."""
    person = page.person

    def save(values: dict[str, Any]) -> Participant:
        command = EndParticipation(participant_id=page.id, **values)
        return page.place.write(end_participation, command)

    values = {"on": person.end or person.today, "reason": person.end_reason}
    page.ask(END, save, values=values, section=SECTION)


def identity(page: Page) -> None:
    """Write down an identity number."""

    def save(values: dict[str, Any]) -> Participant:
        return page.place.write(set_identity_number, page.id, NewNumber(**values))

    page.ask(IDENTITY_NUMBER, save, section=SECTION)


_FORMS: Mapping[str, Callable[[Page], None]] = {
    OWN_GOAL.id: own_goal,
    FOLLOW_UP.id: book,
    FOLLOW_UP_DONE.id: followed_up,
    START.id: start,
    END.id: end,
    IDENTITY_NUMBER.id: identity,
    CONSENT.id: lambda page: consents.give(page, SECTION),
}


def resume(page: Page, form: str, about: str) -> None:  # noqa: ARG001 - one draft a form
    """Take up a draft."""
    if form in _FORMS:
        _FORMS[form](page)
