"""The first section: what comes next, the participant's own goal, and where you were."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from dirigo_tui.domain.records import Note, Participant
from dirigo_tui.domain.vocabulary import NoteKind
from dirigo_tui.forms.consent import CONSENT
from dirigo_tui.forms.definitions import END, FOLLOW_UP, IDENTITY_NUMBER, OWN_GOAL
from dirigo_tui.forms.person import FOLLOW_UP_DONE, START
from dirigo_tui.i18n.catalogue import N_, _
from dirigo_tui.services.follow_ups import (
    BookFollowUp,
    FollowUpDone,
    book_follow_up,
    follow_up_done,
)
from dirigo_tui.services.identity_numbers import NewNumber, set_identity_number
from dirigo_tui.services.notes import notes_of
from dirigo_tui.services.overview import Overview, overview_of
from dirigo_tui.services.participants import write_own_goal
from dirigo_tui.services.person import Person
from dirigo_tui.services.plan_view import PlanView, plan_of
from dirigo_tui.services.ports import Reader
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.panes import overview_words as words
from dirigo_tui.tui.panes.page_commands import BASICS, NOTE
from dirigo_tui.tui.panes.pane import Pane
from dirigo_tui.tui.panes.taking_part import ask_end, ask_start
from dirigo_tui.tui.widgets.fact_sheet import Fact, FactSheet

BOOK = Command("overview.book", "b", N_("boka"), N_("Boka nästa uppföljning av planen."))
DONE = Command(
    "overview.done", "g", N_("gjord"), N_("Skriv in en uppföljning som har skett, boka nästa.")
)
OWN_GOAL_COMMAND = Command(
    "overview.own_goal", "m", N_("mitt mål"), N_("Skriv målet med deltagarens egna ord.")
)
START_COMMAND = Command(
    "overview.start",
    "t",
    N_("starta"),
    N_("Skriv in när deltagandet började, eller rätta dagen."),
    footer=False,
)
END_COMMAND = Command(
    "overview.end",
    "a",
    N_("avsluta"),
    N_("Skriv in när och varför deltagandet slutade."),
    footer=False,
)
CONSENTS = Command(
    "overview.consents",
    "s",
    N_("samtycken"),
    N_("Visa samtycken: vad som får lämnas ut, till vem, och vad som har lämnats ut."),
    footer=False,
)
IDENTITY = Command(
    "overview.identity",
    "i",
    N_("nummer"),
    N_("Skriv in ett identitetsnummer. Det förra finns kvar."),
    footer=False,
)


class Glance(NamedTuple):
    """What the section shows."""

    overview: Overview
    latest_note: Note | None


def glance_of(reader: Reader, participant_id: str) -> Glance:
    """A participant at a glance, and the latest note. Raises ``Refused("not_found")``."""
    notes = notes_of(reader, participant_id)
    return Glance(overview_of(reader, participant_id), notes[0] if notes else None)


def facts_of(view: Glance, person: Person) -> list[Fact]:
    """The sheet, what should be done first."""
    seen, note = view
    return [
        Fact(N_("Härnäst"), lambda _cells: words.next_lines(seen, person), (BOOK, DONE)),
        Fact(
            N_("Mitt mål"), lambda _cells: words.own_goal_lines(seen, person), (OWN_GOAL_COMMAND,)
        ),
        Fact(N_("Planen"), lambda _cells: words.plan_lines(seen, person)),
        Fact(N_("Skattning"), lambda cells: words.rating_lines(seen, person, cells)),
        Fact(N_("Status"), lambda _cells: words.status_lines(seen, person)),
        Fact(N_("Samtycke"), lambda _cells: words.consent_lines(seen, person), (CONSENTS,)),
        Fact(N_("Senast"), lambda _cells: words.note_lines(note, person.today), (NOTE,)),
        Fact(
            N_("Deltar"),
            lambda _cells: words.participation_lines(person),
            (START_COMMAND, END_COMMAND),
        ),
        Fact(N_("Vem"), lambda _cells: words.who_lines(seen, person), (BASICS, IDENTITY)),
    ]


class OverviewPane(Pane[Glance]):
    """A participant at a glance."""

    commands = (BOOK, DONE, OWN_GOAL_COMMAND, START_COMMAND, END_COMMAND, CONSENTS, IDENTITY)

    DEFAULT_CSS = """
    OverviewPane VerticalScroll { padding: 0 1; scrollbar-size: 1 1; }
    """

    _view: Glance | None = None

    def compose(self) -> ComposeResult:
        """The sheet scrolls where it does not fit."""
        with VerticalScroll():
            yield FactSheet()

    async def load(self, participant_id: str) -> Glance:
        """Everything at a glance."""
        return await self.read(glance_of, participant_id)

    def draw(self, view: Glance) -> None:
        """Show it."""
        self._view = view
        self.query_one(FactSheet).show(facts_of(view, self.person))

    def explain(self) -> str:
        """What ``?`` says."""
        return _("Översikten: vad som är härnäst, deltagarens eget mål och var ni var sist.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Booking takes a plan, ending a start; who has ended does not start again here."""
        if self._view is not None:
            if action == "book" and self.person.plan_number is None:
                return None
            if action == "end":
                return self.person.start is not None
            if action == "start":
                return self.person.end is None
        return super().check_action(action, parameters)

    def resume(self, form: str, about: str) -> None:  # noqa: ARG002 - one draft a form
        """Open a form again."""
        opened: dict[str, Callable[[], None]] = {
            FOLLOW_UP.id: self.action_book,
            FOLLOW_UP_DONE.id: self.action_done,
            OWN_GOAL.id: self.action_own_goal,
            START.id: self.action_start,
            END.id: self.action_end,
            IDENTITY_NUMBER.id: self.action_identity,
            CONSENT.id: partial(self._show_consents, giving=True),
        }
        if form in opened:
            opened[form]()

    # --- what can be done -----------------------------------------------------------------------

    def action_book(self) -> None:
        """Book the next follow-up."""

        async def save(values: dict[str, Any]) -> bool:
            command = BookFollowUp(participant_id=self.person.id, on=values["on"])
            await self.write(book_follow_up, command)
            return True

        booked = self._view.overview.next_follow_up if self._view else None
        self.ask(FOLLOW_UP, save, values={"on": booked})

    def action_done(self) -> None:
        """Record a follow-up that took place."""
        begun = self.person.plan_number is not None

        async def save(values: dict[str, Any]) -> Note:
            ids = []
            if values.pop("went_through"):
                ids = _open_activities(await self.read(plan_of, self.person.id))
            command = FollowUpDone(participant_id=self.person.id, activity_ids=ids, **values)
            return await self.write(follow_up_done, command)

        start = {"kind": NoteKind.CHECK_IN, "on": self.person.today, "went_through": begun}
        self.ask(FOLLOW_UP_DONE, save, values=start)

    def action_own_goal(self) -> None:
        """Write the goal in the participant's own words."""

        async def save(values: dict[str, Any]) -> Participant:
            return await self.write(write_own_goal, self.person.id, values["own_goal"])

        goal = self._view.overview.own_goal if self._view else ""
        self.ask(OWN_GOAL, save, values={"own_goal": goal})

    def action_start(self) -> None:
        """Record when participation began."""
        ask_start(self)

    def action_end(self) -> None:
        """Record when and why participation ended."""
        ask_end(self)

    def action_consents(self) -> None:
        """Show what may go to whom."""
        self._show_consents()

    def _show_consents(self, *, giving: bool = False) -> None:
        from dirigo_tui.tui.screens.consents import ConsentsScreen

        def closed(written: bool | None) -> None:
            if written:
                self.changed()

        self.app.push_screen(ConsentsScreen(self.person, giving=giving), closed)

    def action_identity(self) -> None:
        """Write down an identity number."""

        async def save(values: dict[str, Any]) -> Participant:
            return await self.write(set_identity_number, self.person.id, NewNumber(**values))

        self.ask(IDENTITY_NUMBER, save)


def _open_activities(plan: PlanView) -> list[str]:
    listed = [*(activity for goal in plan.goals for activity in goal.activities), *plan.unattached]
    return [listed_one.activity.id for listed_one in listed if listed_one.is_open]
