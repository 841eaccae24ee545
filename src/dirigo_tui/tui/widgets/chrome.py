"""What frames every screen: header line, footer line, and the notice above the footer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.content import Content
from textual.visual import VisualType
from textual.widget import Widget
from textual.widgets import Static

from dirigo_tui.i18n.catalogue import N_
from dirigo_tui.tui.commands import HELP, Command, Offer, offers
from dirigo_tui.tui.save_state import SaveKind
from dirigo_tui.tui.widgets.safe_text import safe

if TYPE_CHECKING:
    from dirigo_tui.tui.app import DirigoApp
    from dirigo_tui.tui.screen import DirigoScreen

PRACTICE = N_("ÖVNING")


def fit(left: Content, right: Content, width: int) -> Content:
    """Both texts on one line of exactly ``width`` cells; the left one gives way if it is tight."""
    room = max(width - right.cell_length - bool(right), 0)
    if left.cell_length > room:
        left = left.truncate(room, ellipsis=True)
    return left.pad_right(max(width - left.cell_length - right.cell_length, 0)) + right


class HeaderLine(Widget):
    """Whose plan and which mode to the left, where and who to the right; ÖVNING when practising."""

    DEFAULT_CSS = """
    HeaderLine { dock: top; height: 1; padding: 0 1; text-style: bold; }
    """

    def render(self) -> VisualType:
        """The line, exactly as wide as the screen."""
        screen = cast("DirigoScreen[object]", self.screen)
        app = cast("DirigoApp", self.app)
        left, right = screen.heading(), screen.aside()
        if app.opener.practice:
            left = safe(f"{PRACTICE} · ", "$warn") + left
        return fit(left, right, self.size.width)


class NoticeLine(Static):
    """A sentence about what just happened, most of all about what did not: above the footer."""

    DEFAULT_CSS = """
    NoticeLine { dock: bottom; height: auto; max-height: 4; padding: 0 1; display: none;
        color: $quiet; margin-bottom: 1; }
    NoticeLine.-shown { display: block; }
    NoticeLine.-bad { color: $bad; text-style: bold; }
    """

    def say(self, text: str, *, bad: bool = False) -> None:
        """Show the sentence; an empty one clears the line."""
        self.update(safe(text, multiline=True))
        self.set_class(bool(text), "-shown")
        self.set_class(bad, "-bad")

    def say_again(self) -> None:
        """What was said in passing was said; why something was not saved stays."""
        if not self.has_class("-bad"):
            self.say("")


class CommandLine(Widget):
    """Some commands on one line, those that can be done from here; a click does one.

    Args:
        commands: which, in their order; what does not fit is dropped from the end.
    """

    DEFAULT_CSS = """
    CommandLine { height: 1; padding: 0 1; }
    """

    keeps_last: ClassVar[bool] = False
    """Whether the last one stays when the others do not fit."""

    def __init__(self, commands: tuple[Command, ...] = ()) -> None:
        super().__init__()
        self._commands = commands
        self._spans: list[tuple[int, int, Offer]] = []

    def on_mount(self) -> None:
        """Follow what the line shows."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _what: object = None) -> None:
        self.refresh()

    def shown(self) -> list[Offer]:
        """What the line offers at this moment."""
        found = {offer.command: offer for offer in offers(self.screen) if offer.key}
        return [found[command] for command in self._commands if command in found]

    def aside(self) -> Content:
        """What the line says to the right."""
        return Content("")

    def render(self) -> VisualType:
        """As many commands as fit, then what is said to the right."""
        right = self.aside()
        room = self.size.width - (right.cell_length + 2 if right else 0)
        line = Content("")
        self._spans = []
        for offer, hint in self._fitting(
            [(offer, self._hint(offer)) for offer in self.shown()], room
        ):
            if self._spans:
                line = line + Content("  ")
            start = line.cell_length
            line = line + hint
            self._spans.append((start, line.cell_length, offer))
        return fit(line, right, self.size.width)

    @staticmethod
    def _hint(offer: Offer) -> Content:
        if not offer.enabled:
            return safe(f"({offer.key_text} {offer.command.label})", "$quiet")
        return safe(offer.key_text, "bold") + safe(f" {offer.command.label}", "$quiet")

    def _fitting(
        self, hints: list[tuple[Offer, Content]], room: int
    ) -> list[tuple[Offer, Content]]:
        kept = list(hints)
        least = 1 if self.keeps_last else 0
        while len(kept) > least and sum(hint.cell_length + 2 for _offer, hint in kept) > room + 2:
            del kept[-1 - least]
        return kept

    def on_click(self, event: events.Click) -> None:
        """Do the command that was clicked."""
        column = event.x - self.styles.padding.left
        for start, end, offer in self._spans:
            if start <= column < end and offer.enabled:
                # By the app: the command may take this line away.
                self.app.call_later(offer.run)
                return


class FooterLine(CommandLine):
    """The commands of the focused place to the left (help always), the state of saving right."""

    DEFAULT_CSS = """
    FooterLine { dock: bottom; }
    """

    keeps_last = True

    def on_mount(self) -> None:
        """Follow the state of saving too."""
        self.watch(self.app, "save_state", self._changed, init=False)

    def shown(self) -> list[Offer]:
        """Everything that belongs in a footer, help last."""
        found = [offer for offer in offers(self.screen) if offer.command.footer and offer.key]
        return sorted(found, key=lambda offer: offer.command is HELP)

    def aside(self) -> Content:
        """The state of saving."""
        state = cast("DirigoApp", self.app).save_state
        return safe(str(state), "bold $bad" if state.kind is SaveKind.FAILED else "$quiet")
