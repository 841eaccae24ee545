"""The full-screen app: locked or unlocked, which screen is on, and what holds everywhere.

Screens reach it as ``self.dirigo`` (see ``screen.py``). What it offers them: ``desk``, ``drafts``,
``saved()``, ``not_saved(refused)``, ``notice(text)``, ``enter(desk)`` after unlocking.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.geometry import Offset
from textual.reactive import var
from textual.screen import Screen
from textual.widget import Widget

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.text import visible
from dirigo_tui.i18n.catalogue import LANGUAGES, _, language, set_language
from dirigo_tui.services import drafts
from dirigo_tui.services.ports import Desk, DeskOpener, HomeState
from dirigo_tui.settings.preferences import Preferences
from dirigo_tui.tui import themes
from dirigo_tui.tui.commands import (
    HELP,
    LANGUAGE,
    LOCK,
    PALETTE,
    PRACTICE,
    QUIT,
    THEME,
    HasCommands,
)
from dirigo_tui.tui.crash import TellsCrashes
from dirigo_tui.tui.drafts import DraftKeeper
from dirigo_tui.tui.keys_in_order import KeysInOrder
from dirigo_tui.tui.own_clipboard import OwnClipboard
from dirigo_tui.tui.save_state import SaveKind, SaveState
from dirigo_tui.tui.terminal_cursor import cursor_on
from dirigo_tui.tui.widgets.chrome import NoticeLine

if TYPE_CHECKING:
    from textual.events import Event
    from textual.filter import LineFilter

    from dirigo_tui.forms.draft_keys import DraftKey
    from dirigo_tui.tui.joint import JointSession

TYPE_AHEAD = 1.0
"""Seconds a command waits for keys typed before it; a widget busy for longer is not waited for."""

LOCK_CHECK = 5.0
"""Seconds between looks at the clock for the automatic lock."""

_WAYS_OUT = frozenset({"leave", "practice"})

REFUSED = 1
"""The exit code when there is no first screen: not even a desk without a key can be opened."""


@dataclass(frozen=True, slots=True)
class Entrances:
    """The screens the app itself opens; each call makes a fresh one."""

    set_up: Callable[[], Screen[Any]]
    unlock: Callable[[], Screen[Any]]
    home: Callable[[], Screen[Any]]
    waiting: Callable[[], Screen[Any]] = Screen
    joint: Callable[[], Screen[Any]] = Screen


class DirigoApp(HasCommands, TellsCrashes, OwnClipboard, inherit_bindings=False):
    """The app.

    Args:
        opener: creates or unlocks the desk.
        entrances: the first screens.
        preferences: what the settings say about the screen.
    """

    commands = (HELP, PALETTE, LOCK, QUIT, LANGUAGE, THEME, PRACTICE)
    # Before the focused widget sees them: what is typed on after Tab belongs to the next field.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
    ]
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = "app.tcss"

    save_state: var[SaveState] = var(SaveState())

    def __init__(
        self,
        opener: DeskOpener,
        entrances: Entrances,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__()
        self.opener = opener
        self.preferences = preferences or Preferences()
        self.drafts = DraftKeeper(self, self._write_draft)
        self._keys = KeysInOrder(self, super().on_event)
        self.animation_level = "none"
        self._entrances = entrances
        self._desk: Desk | None = None
        self.joint: JointSession | None = None
        self.was_open = False
        self._colourless: LineFilter | None = None
        self._last_touch = monotonic()
        for name in themes.NAMES:
            self.register_theme(themes.theme(name))
        self.theme = self.preferences.theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables exist before our theme is chosen, or the style sheet would not parse."""
        return themes.variables(themes.PALETTES[themes.NAMES[0]])

    # --- the desk -------------------------------------------------------------------------------

    @property
    def desk(self) -> Desk:
        """The unlocked desk; in a joint session, as much of it as is hers.

        Raises ``Refused("locked")`` when there is none.
        """
        if self._desk is None:
            raise Refused("locked")
        return self._desk if self.joint is None else self.joint.bound(self._desk)

    async def on_mount(self) -> None:
        """Show the first screen and start watching the clock."""
        if minutes := self.preferences.auto_lock_minutes:
            self.set_interval(LOCK_CHECK, lambda: self._lock_when_idle(minutes * 60))
        await self.show_entrance()

    async def show_entrance(self) -> None:
        """Show set-up or unlock, or open the practice desk, which has no lock."""
        try:
            empty = self.opener.state() is HomeState.EMPTY
            if not self.opener.practice:
                entrance = self._entrances.set_up if empty else self._entrances.unlock
                await self._show_alone(entrance())
                return
            if empty:
                await self._show_alone(self._entrances.waiting())
            opening = asyncio.ensure_future(asyncio.to_thread(self.opener.unlock_practice))
            await asyncio.sleep(0)
            first = self._home()  # its module is imported while the database opens
            self.enter(await opening, first)
        except Refused as refused:
            from dirigo_tui.i18n.errors import sentence

            self.exit(return_code=REFUSED, message=visible(sentence(refused)))

    def enter(self, desk: Desk, first: Screen[Any] | None = None) -> None:
        """Take an open desk and show a screen, in place of whatever is shown.

        Args:
            first: the screen, or None for the home screen.
        """
        self._desk = desk
        self.was_open = True
        self._last_touch = monotonic()
        self.save_state = SaveState()
        # Not at once: a screen that is asking cannot be waited away from within its own handler.
        self.call_later(self._show_alone, first or self._home())
        self.call_later(self._offer_drafts)

    def _home(self) -> Screen[Any]:
        return self._entrances.home() if self.joint is None else self._entrances.joint()

    async def _offer_drafts(self) -> None:
        """Offer what was being written when the desk was last closed, however that happened."""
        if self._desk is None or self.joint is not None:
            return
        if not await self.desk.aread(drafts.drafts):
            return
        from dirigo_tui.tui.screens.kept_drafts import KeptDraftsDialog, kept_drafts

        if kept := await self.desk.aread(kept_drafts):
            self.push_screen(KeptDraftsDialog(kept), self._take_up_draft)

    def _take_up_draft(self, draft: DraftKey | None) -> None:
        if draft is not None:
            from dirigo_tui.tui.screens.participant import ParticipantScreen

            self.push_screen(ParticipantScreen(draft.participant_id, resume=draft))

    async def show_home(self) -> None:
        """Show the home screen, in place of whatever is shown."""
        await self._show_alone(self._home())

    async def begin_joint(self, participant_id: str, among: Sequence[str] = ()) -> None:
        """Begin a joint session: from here on there is nobody else."""
        from dirigo_tui.tui.joint import JointSession

        if self._desk is not None:
            await self._change_joint(JointSession(participant_id, among))

    async def end_joint(self, secret: str) -> None:
        """End the joint session and open the participant's page.

        Raises ``Refused``: as ``JointSession.let_out``; the session goes on then.
        """
        joint, desk = self.joint, self._desk
        if joint is not None and desk is not None:
            await joint.let_out(desk, secret)
            # Not at once: the desk may be being locked at this moment, and locking wins.
            self.call_later(self._open_page_again, joint, desk)

    async def _open_page_again(self, joint: JointSession, desk: Desk) -> None:
        from dirigo_tui.tui.screens.participant import ParticipantScreen

        if self._desk is desk:
            await self._change_joint(None)
            await self.push_screen(ParticipantScreen(joint.participant_id, joint.among))

    async def _change_joint(self, joint: JointSession | None) -> None:
        await self.drafts.flush()
        # Every other screen is gone before the first page is read.
        await self._show_alone(Screen())
        self.forget_copied()
        self.joint = joint
        self.save_state = SaveState()
        await self.show_home()

    async def _show_alone(self, screen: Screen[Any]) -> None:
        """Make the screen the only one, above the empty one Textual starts with."""
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        await self.push_screen(screen)

    async def action_lock(self) -> None:
        """Write what is being typed, close the desk and forget the key; then show unlock."""
        if self._desk is None:
            return  # set-up and unlock would begin anew, and lose what stands in them
        await self.secure()
        await self.show_entrance()

    async def secure(self) -> None:
        """Write what is being typed, clear the screen, close the desk."""
        desk = self._desk
        if desk is None:
            return
        self.forget_copied()
        try:
            await self.drafts.flush()
        finally:
            # Locking wins, also over a draft that could not be written.
            self._desk = None
            if self.save_state.kind is not SaveKind.FAILED:
                self.save_state = SaveState()
            if self.is_running:
                await self._show_alone(Screen())
            await asyncio.to_thread(desk.close)

    async def _lock_when_idle(self, seconds: float) -> None:
        if self._desk is None or self.opener.practice:
            return
        if monotonic() - self._last_touch >= seconds:
            await self.action_lock()

    async def on_event(self, event: Event) -> None:
        """Note that somebody is there; hand out keys one at a time."""
        if isinstance(event, events.InputEvent | events.Paste):
            self._last_touch = monotonic()
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._keys.press(event)
        else:
            await super().on_event(event)

    # --- telling how it went --------------------------------------------------------------------

    async def _write_draft(self, key: str, content: str, participant_id: str | None) -> None:
        try:
            at = await self.desk.awrite(drafts.save, key, content, participant_id)
        except Refused as refused:
            self.not_saved(refused)
        else:
            self.save_state = SaveState(SaveKind.DRAFT, at)

    def saved(self) -> None:
        """Say that a record has been written."""
        self.save_state = SaveState(SaveKind.SAVED, datetime.now(UTC))
        self.notice("")

    def not_saved(self, refused: Refused) -> None:
        """Say that nothing was written, and why; it stays until something is."""
        from dirigo_tui.i18n.errors import sentence

        self.save_state = SaveState(SaveKind.FAILED, datetime.now(UTC))
        self._say(_("Inte sparat: {why}").format(why=sentence(refused)), bad=True)

    def notice(self, text: str) -> None:
        """Say something in passing; an empty text clears the line."""
        self._say(text, bad=False)

    def _say(self, text: str, *, bad: bool) -> None:
        for screen in reversed(self.screen_stack):
            with suppress(NoMatches):
                screen.query_one(NoticeLine).say(text, bad=bad)
                return

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is drawn passes through these on its way out."""
        if not self.no_color:
            return super().get_line_filters()
        from dirigo_tui.tui.colourless import Colourless

        if self._colourless is None:
            self._colourless = Colourless(themes.PALETTES[self.theme])
        return [self._colourless]

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's own cursor stands."""
        return cursor_on(self.screen) if len(self.screen_stack) > 1 else Offset(0, 0)

    @cursor_position.setter
    def cursor_position(self, position: Offset) -> None:
        """Textual's own fields tell it too; it is asked for instead."""

    # --- commands that work everywhere ----------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no way out of a joint session, also while it is locked; no other language while
        something waits for its answer that cannot be said again."""
        if self.joint is not None and action in _WAYS_OUT:
            return False
        if action == "language" and not all(map(_speaks, self.screen_stack[1:])):
            return None
        return super().check_action(action, parameters)

    def action_help(self) -> None:
        """Explain the focused thing and list what can be done."""
        from dirigo_tui.tui.screens.help import HelpDialog

        if not isinstance(self.screen, HelpDialog):
            self.push_screen(HelpDialog(self.screen))

    def action_palette(self) -> None:
        """Search among everything that can be done here."""
        from dirigo_tui.tui.screens.palette import PaletteDialog

        if not isinstance(self.screen, PaletteDialog):
            self.push_screen(PaletteDialog(self.screen))

    async def action_leave(self) -> None:
        """Lock, then end the app. Drafts are written, so nothing is asked."""
        await self.leave(0)

    async def leave(self, return_code: int) -> None:
        """End the app in good order with an exit code."""
        try:
            await self.secure()
        finally:
            self.exit(return_code=return_code)

    def action_language(self) -> None:
        """Speak the other language from here on; nobody loses their place, or what they type."""
        others = [code for code in LANGUAGES if code != language()]
        set_language(others[0])
        for screen in self.screen_stack:
            for node in screen.walk_children(Widget, with_self=True):
                node.refresh(layout=True)
                if (say_again := getattr(node, "say_again", None)) is not None:
                    say_again()
            screen.refresh_bindings()

    async def action_practice(self) -> None:
        """Lock this desk and open the practice desk, or go back from there."""
        await self.secure()
        self.opener = self.opener.twin()
        self.was_open = False
        await self.show_entrance()

    def action_colours(self) -> None:
        """Draw in the next of our themes."""
        names = themes.NAMES
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        self._colourless = None


def _speaks(screen: Screen[Any]) -> bool:
    """Whether a screen can say everything again in another language (``widgets/words.py``)."""
    return hasattr(screen, "say_again")
