"""The first page of a joint session: what has happened since they last met, and her own goal."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from dirigo_tui.domain.vocabulary import Access
from dirigo_tui.i18n import since_last as words
from dirigo_tui.i18n.catalogue import Ndu, du
from dirigo_tui.services.since_last import SinceLast, since_last
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.screen import while_open
from dirigo_tui.tui.screens.joint_page import JointPage
from dirigo_tui.tui.widgets.command_button import CommandButton
from dirigo_tui.tui.widgets.safe_text import safe
from dirigo_tui.tui.widgets.signed_lines import SignedLines

PLAN = Command(
    "joint_home.plan", "1", Ndu("min plan"), Ndu("Visa din plan, ett mål i taget."), footer=False
)
VIEW = Command(
    "joint_home.view",
    "2",
    Ndu("frågor och svar"),
    Ndu("Svara på frågor, och se vad du svarat förut."),
    footer=False,
)
STEP = Command(
    "joint_home.step", "3", Ndu("mitt nästa steg"), Ndu("Välj ditt nästa steg."), footer=False
)
AGREED = Command(
    "joint_home.agreed",
    "4",
    Ndu("överens"),
    Ndu("Se vad ni är överens om, och säg om planen stämmer."),
    footer=False,
)


class JointHome(JointPage):
    """The page; the digits open the others."""

    commands = (PLAN, VIEW, STEP, AGREED)

    DEFAULT_CSS = """
    JointHome .row { height: 1; }
    """

    def column(self) -> ComposeResult:
        """Greeting, what has happened, the goal, and where to go."""
        yield Static(id="greeting", classes="title")
        yield SignedLines(classes="part")
        yield Static(id="goal", classes="part")
        yield Static(id="next", classes="part")
        with Horizontal(classes="row"):
            yield CommandButton(PLAN)
            yield CommandButton(VIEW, Ndu("Så ser jag på det"))
        with Horizontal(classes="row"):
            yield CommandButton(STEP)
            yield CommandButton(AGREED, Ndu("Det vi kom överens om"))

    def on_mount(self) -> None:
        """Show it."""
        self.note_access(Access.OPENED, self.participant_id)
        self._read()

    def on_screen_resume(self) -> None:
        """Show what has been changed on another page."""
        self._read()

    def say_again(self) -> None:
        """Show it in the language in use by now."""
        self._read()

    @work(exclusive=True)
    @while_open
    async def _read(self) -> None:
        page = await self.read(since_last, self.participant_id)
        self.query_one("#greeting", Static).update(safe(words.greeting(page)))
        told = [words.happening(one, page) for one in page.happened]
        lines = [(sign, safe(said)) for sign, said in told]
        await self.query_one(SignedLines).show(lines)
        self._put("#goal", _goal(page))
        self._put("#next", _next(page))

    def _put(self, where: str, said: Content) -> None:
        part = self.query_one(where, Static)
        part.update(said)
        part.display = bool(said)

    def _open(self, page: Screen[None]) -> None:
        self.notice("")
        self.app.push_screen(page)

    def action_plan(self) -> None:
        """Open the plan."""
        from dirigo_tui.tui.screens.joint_plan import JointPlan

        self._open(JointPlan())

    def action_view(self) -> None:
        """Open the questions and answers."""
        from dirigo_tui.tui.screens.joint_view import JointView

        self._open(JointView())

    def action_step(self) -> None:
        """Open the next step."""
        from dirigo_tui.tui.screens.joint_step import JointStep

        self._open(JointStep())

    def action_agreed(self) -> None:
        """Open what was agreed."""
        from dirigo_tui.tui.screens.joint_agreed import JointAgreed

        self._open(JointAgreed())

    def explain(self) -> str:
        """What ``?`` says."""
        return du("Här står bara det som är ditt. Tryck en siffra för att gå vidare.")


def _goal(page: SinceLast) -> Content:
    if not page.own_goal:
        return safe(du("Du har inte skrivit något eget mål än."), "$quiet")
    return safe(du("Ditt mål: ”{goal}”").format(goal=page.own_goal), multiline=True)


def _next(page: SinceLast) -> Content:
    if page.next_follow_up is None:
        return Content("")
    day = words.day_and_month(page.next_follow_up, page.today)
    return safe(du("Ni ses nästa gång {day}.").format(day=day), "$quiet")
