"""What the pages of a joint session share: one column with room around it, and one way out.

The participant looks at these screens, so nobody else is named on them, and they have no keys that
lead to anybody else: what they hold is a desk that knows one person (``tui/joint.py``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import Mode
from dirigo_tui.i18n.catalogue import Lazy, Ndu, du
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.joint import JointSession
from dirigo_tui.tui.screen import DirigoScreen
from dirigo_tui.tui.widgets.safe_text import safe

HOW = Command(
    "joint.how",
    "f6",
    Ndu("hur du svarar"),
    Ndu("Säg hur du svarar: själv, tillsammans, uppläst eller med tolk."),
    footer=False,
)
LEAVE = Command(
    "joint.leave_joint",
    "f5",
    Ndu("sluta"),
    Ndu("Sluta här. Då behövs handläggarens lösenfras eller PIN-kod."),
)

FORWARD = Command(
    "joint.forward", "right,enter", Ndu("nästa"), Ndu("Visa nästa blad."), action="turn(1)"
)
BACKWARD = Command(
    "joint.backward", "left", Ndu("förra"), Ndu("Visa förra bladet."), action="turn(-1)"
)

MODES: Final[Mapping[Mode, Lazy]] = {
    Mode.ALONE: Ndu("Jag svarar själv"),
    Mode.TOGETHER: Ndu("Vi svarar tillsammans"),
    Mode.READ_ALOUD: Ndu("Någon läser upp för mig"),
    Mode.INTERPRETER: Ndu("Vi har tolk"),
}


class Column(VerticalScroll):
    """The one column of a page; it scrolls where it is longer than the screen."""

    DEFAULT_CSS = """
    Column { height: 1fr; align: center top; padding: 1 1 0 1; scrollbar-size: 1 1; }
    Column > * { width: 60; max-width: 100%; height: auto; }
    Column .title { text-style: bold; margin-bottom: 1; }
    Column .quiet { margin-bottom: 1; }
    Column .part { margin-bottom: 1; }
    Column .buttons { height: auto; margin-top: 1; }
    """


class JointPage(DirigoScreen[None]):
    """A page of a joint session."""

    commands: ClassVar[tuple[Command, ...]] = (HOW, LEAVE)

    DEFAULT_CSS = """
    JointPage.-wide Column { padding: 4 1 0 1; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - as Textual has it

    @property
    def joint(self) -> JointSession:
        """The session. Raises ``Refused("locked")`` when it is over."""
        if self.dirigo.joint is None:
            raise Refused("locked")
        return self.dirigo.joint

    @property
    def participant_id(self) -> str:
        """Whose session it is."""
        return self.joint.participant_id

    title_text: ClassVar[Lazy] = Ndu("Tillsammans")
    """What stands in the header line; nobody is named."""

    def heading(self) -> Content:
        """What the page is about."""
        return safe(self.title_text)

    def aside(self) -> Content:
        """How what is answered here is recorded."""
        joint = self.dirigo.joint
        return safe(MODES[joint.mode], "$quiet") if joint else Content("")

    def body(self) -> ComposeResult:
        """The column."""
        with Column():
            yield from self.column()

    def column(self) -> ComposeResult:
        """What stands in the column."""
        yield from ()

    def action_how(self) -> None:
        """Ask how the answers are given."""
        from dirigo_tui.tui.widgets.numbered_dialog import NumberedDialog

        def chosen(mode: Mode | None) -> None:
            if mode is not None:
                self.joint.mode = mode
                self.refresh_header()

        modes = [(mode, str(words)) for mode, words in MODES.items()]
        first = list(MODES).index(self.joint.mode)
        self.app.push_screen(NumberedDialog(du("Hur svarar du?"), modes, first), chosen)

    def action_leave_joint(self) -> None:
        """Ask for what lets out."""
        from dirigo_tui.tui.screens.joint_leave import LeaveDialog, leave_practice

        if self.desk.practice:
            leave_practice(self.dirigo)
        else:
            self.app.push_screen(LeaveDialog())


class LeafedPage(JointPage):
    """A page of several leaves, one thing on each."""

    commands = (FORWARD, BACKWARD)

    leaf = 0
    """The one that is shown, from 0."""

    @property
    def leaves(self) -> int:
        """How many there are."""
        raise NotImplementedError

    async def show_leaf(self) -> None:
        """Draw the one that is shown by now."""
        raise NotImplementedError

    def aside(self) -> Content:
        """Which leaf it is."""
        if self.leaves < 2:
            return super().aside()
        return safe(du("{number} av {count}").format(number=self.leaf + 1, count=self.leaves))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the neighbours there are."""
        if action == "turn":
            return 0 <= self.leaf + int(str(parameters[0])) < self.leaves
        return super().check_action(action, parameters)

    async def action_turn(self, by: int) -> None:
        """Show a neighbour."""
        self.leaf += by
        self.notice("")
        await self.turned()

    async def turned(self) -> None:
        """Show the leaf from its beginning."""
        self.leaf = max(0, min(self.leaf, self.leaves - 1))
        await self.show_leaf()
        self.query_one(Column).scroll_home(animate=False)
        self.refresh_header()
        self.refresh_bindings()
