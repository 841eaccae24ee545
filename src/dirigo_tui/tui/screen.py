"""The base of every screen and dialog.

A screen::

    class MappingScreen(DirigoScreen[None]):
        commands = (EDIT, NEW)

        def heading(self) -> Content:                    # left of the header line
            return safe(self.name_of_participant)

        def body(self) -> ComposeResult:                 # between header and footer
            yield VirtualList(...)

        async def on_mount(self) -> None:
            self.view = await self.read(mapping_view, self.participant_id)

        @tells_refusals
        async def action_edit(self) -> None:
            await self.write(write_mapping, command)     # "Sparat 14:02" in the status line

``read`` and ``write`` run a use case on the database thread without blocking the screen. When a
rule says no, ``tells_refusals`` shows *why* above the footer and the status line says that nothing
was saved; catch ``Refused`` yourself only to put the message somewhere better (a field of a form
does).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from functools import wraps
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec, TypeVar, cast

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen, Screen

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import Access
from dirigo_tui.services.ports import Desk
from dirigo_tui.tui.commands import BACK, HELP, PALETTE, Command, HasCommands
from dirigo_tui.tui.widgets.chrome import FooterLine, HeaderLine, NoticeLine

if TYPE_CHECKING:
    from dirigo_tui.tui.app import DirigoApp

T = TypeVar("T")
P = ParamSpec("P")
Result = TypeVar("Result")
Place = TypeVar("Place", bound="UsesDesk")

LOCKED = frozenset({"locked", "desk_closed"})
"""What a read says that was under way while the desk was being locked."""


def tells_refusals(
    action: Callable[Concatenate[Place, P], Awaitable[None]],
) -> Callable[Concatenate[Place, P], Coroutine[Any, Any, None]]:
    """Decorate an action or handler: a ``Refused`` out of it becomes a sentence on the screen."""

    @wraps(action)
    async def told(self: Place, /, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            await action(self, *args, **kwargs)
        except Refused as refused:
            self.show_refused(refused)

    return told


def while_open(
    reading: Callable[Concatenate[Place, P], Awaitable[None]],
) -> Callable[Concatenate[Place, P], Coroutine[Any, Any, None]]:
    """Decorate a worker that reads on its own: when the desk is locked meanwhile, it just ends."""

    @wraps(reading)
    async def read(self: Place, /, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            await reading(self, *args, **kwargs)
        except Refused as refused:
            if refused.code not in LOCKED:
                self.show_refused(refused)

    return read


class UsesDesk(HasCommands):
    """What screens and dialogs share: the desk, and telling how it went."""

    @property
    def dirigo(self) -> DirigoApp:
        """The app."""
        return cast("DirigoApp", self.app)

    @property
    def desk(self) -> Desk:
        """The unlocked desk. Raises ``Refused("locked")`` when there is none."""
        return self.dirigo.desk

    async def read(
        self, use_case: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a reading use case without blocking the screen."""
        return await self.desk.aread(use_case, *args, **kwargs)

    async def write(
        self, use_case: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a writing use case without blocking the screen; the status line says *Sparat*."""
        result = await self.desk.awrite(use_case, *args, **kwargs)
        self.dirigo.saved()
        return result

    def note_access(self, access: Access, participant_id: str | None = None) -> None:
        """Note in the access log what is on the screen; waits for nothing."""
        with suppress(Refused):  # locked meanwhile: then nobody sees it either
            self.desk.note_access(access, participant_id)

    def show_refused(self, refused: Refused) -> None:
        """Say that nothing was saved, and why."""
        self.dirigo.not_saved(refused)

    def notice(self, text: str) -> None:
        """Say something in passing above the footer."""
        self.dirigo.notice(text)


class DirigoScreen(UsesDesk, Screen[Result]):
    """A full screen: header line, body, notice, footer line."""

    commands: ClassVar[tuple[Command, ...]] = (BACK,)

    DEFAULT_CSS = """
    DirigoScreen { background: $background; color: $foreground; layout: vertical; }
    """

    def heading(self) -> Content:
        """What the header line says to the left: where one is, and whose plan it is."""
        return Content("")

    def aside(self) -> Content:
        """What the header line says to the right."""
        return Content("")

    def body(self) -> ComposeResult:
        """The widgets between header and footer."""
        yield from ()

    def compose(self) -> ComposeResult:
        """Frame the body."""
        yield HeaderLine()
        yield from self.body()
        yield FooterLine()
        yield NoticeLine()

    def refresh_header(self) -> None:
        """Draw the header line again, after what it tells has changed."""
        self.query_one(HeaderLine).refresh()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide *back* where there is nowhere to go back to."""
        if action == "back":
            return len(self.app.screen_stack) > 2
        return super().check_action(action, parameters)

    async def action_back(self) -> None:
        """Go back one level. Text is kept as a draft, so nothing is asked."""
        await self.dirigo.drafts.flush()
        self.dismiss(None)


class DirigoDialog(UsesDesk, ModalScreen[Result]):
    """A dialog over a screen: one framed box, with its own notice and footer line."""

    # Textual keeps the app's own commands out of a dialog.
    commands: ClassVar[tuple[Command, ...]] = (BACK, HELP, PALETTE)

    DEFAULT_CSS = """
    DirigoDialog { align: center middle; background: $background; color: $foreground; }
    DirigoDialog > .box { width: 76; max-width: 100%; height: auto; max-height: 100%;
        border: round $rule; border-title-color: $foreground; border-title-style: bold;
        padding: 0 1; background: $background; }
    """

    async def action_back(self) -> None:
        """Close without an answer. Text is kept as a draft."""
        await self.dirigo.drafts.flush()
        self.dismiss(None)

    def action_help(self) -> None:
        """Explain the dialog."""
        self.dirigo.action_help()

    def action_palette(self) -> None:
        """Search among what can be done in the dialog."""
        self.dirigo.action_palette()
