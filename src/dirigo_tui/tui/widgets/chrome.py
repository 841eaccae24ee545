"""What frames every screen: header line, footer line, and the notice above the footer."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.content import Content
from textual.visual import VisualType
from textual.widget import Widget
from textual.widgets import Static

from dirigo_tui.i18n.catalogue import N_
from dirigo_tui.tui.commands import HELP, Offer, offers
from dirigo_tui.tui.save_state import SaveKind
from dirigo_tui.tui.widgets.safe_text import safe

if TYPE_CHECKING:
    from dirigo_tui.tui.app import DirigoApp
    from dirigo_tui.tui.screen import DirigoScreen

PRACTICE = N_("ÖVNING")


def fit(left: Content, right: Content, width: int) -> Content:
    """Both texts on one line of exactly ``width`` cells; the left one gives way if it is tight."""
    room = max(width - right.cell_length - 1, 0)
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


class FooterLine(Widget):
    """The commands of the focused place to the left, the state of saving to the right."""

    DEFAULT_CSS = """
    FooterLine { dock: bottom; height: 1; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._spans: list[tuple[int, int, Offer]] = []

    def on_mount(self) -> None:
        """Follow what the line shows."""
        self.watch(self.app, "save_state", self._changed, init=False)
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _what: object = None) -> None:
        self.refresh()

    def render(self) -> VisualType:
        """As many commands as fit (help always), then the state of saving."""
        state = cast("DirigoApp", self.app).save_state
        right = safe(str(state), "bold $bad" if state.kind is SaveKind.FAILED else "$quiet")
        shown = [offer for offer in offers(self.screen) if offer.command.footer and offer.key]
        shown.sort(key=lambda offer: offer.command is HELP)
        room = self.size.width - right.cell_length - 2
        hints = self._fitting([(offer, self._hint(offer)) for offer in shown], room)
        line = Content("")
        self._spans = []
        for offer, hint in hints:
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

    @staticmethod
    def _fitting(hints: list[tuple[Offer, Content]], room: int) -> list[tuple[Offer, Content]]:
        """The hints that fit, dropped from the end, except that the last one (help) stays."""
        kept = list(hints)
        while len(kept) > 1 and sum(hint.cell_length + 2 for _offer, hint in kept) > room + 2:
            del kept[-2]
        return kept

    def on_click(self, event: events.Click) -> None:
        """Do the command that was clicked."""
        column = event.x - self.styles.padding.left
        for start, end, offer in self._spans:
            if start <= column < end and offer.enabled:
                # By the app: the command may take this line away.
                self.app.call_later(offer.run)
                return
