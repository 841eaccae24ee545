"""A section of a participant's page: what it reads, what it draws, what can be done there.

A pane::

    class StatusPane(Pane[StatusView]):
        commands = (SET,)                              # footer, palette and ? while focus is here

        def compose(self) -> ComposeResult:            # once; the widgets are kept
            yield VirtualList(...)

        async def load(self, participant_id: str) -> StatusView:
            return await self.read(status_view, participant_id)

        def draw(self, view: StatusView) -> None:      # again after every change, at once
            ...

        def action_set(self) -> None:
            async def save(values: dict[str, Any]) -> Recorded:
                command = SetStatus(participant_id=self.person.id, axis=axis, **values)
                return await self.write(set_status, command)

            self.ask(definitions.status(axis), save, about=axis)   # then ``self.changed()``

and a line in ``sections.py``. The shell (``screens/participant.py``) reads header and section
together and draws them in one go, so that no name ever stands above somebody else's page. When
another person is shown the same pane gets another ``draw``: keep nothing of the last one.

Whoever writes without ``ask`` calls ``self.changed()`` afterwards. The header and this pane are
then read again, the others when they are next shown.

The shell takes the digits 1–6, ``n`` and ctrl+n, F2, F6, F7, Esc, F12, ctrl+z and ctrl+r; a pane
may use every other letter, and the digits inside a dialog of its own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from textual.containers import Vertical
from textual.widget import Widget

from dirigo_tui.forms.form import Form
from dirigo_tui.services.person import Person
from dirigo_tui.tui.screen import UsesDesk

if TYPE_CHECKING:
    from dirigo_tui.tui.screens.participant import ParticipantScreen

View = TypeVar("View")
Result = TypeVar("Result")


class Pane(UsesDesk, Vertical, Generic[View]):
    """A section. Its ``section_name`` and ``person`` are set by the shell before each ``draw``."""

    DEFAULT_CSS = """
    Pane { height: 1fr; }
    """

    person: Person
    section_name: str = ""

    async def load(self, participant_id: str) -> View:
        """Read what the section shows; a later call may overtake an earlier one."""
        raise NotImplementedError

    def draw(self, view: View) -> None:
        """Show what was read, in the widgets there are."""
        raise NotImplementedError

    def first_focus(self) -> Widget:
        """Where the keys go when the section is shown."""
        return next(widget for widget in self.query(Widget) if widget.focusable)

    def resume(self, form: str, about: str) -> None:
        """Open a form of this section again, because there is a draft in it.

        Args:
            form: the form's id.
            about: what it was asked for with.
        """

    @property
    def page(self) -> ParticipantScreen:
        """The page the section belongs to."""
        return cast("ParticipantScreen", self.screen)

    def changed(self) -> None:
        """Show what has been written: here, in the header, and later in the other sections."""
        self.page.reload()

    def ask(
        self,
        form: Form,
        save: Callable[[dict[str, Any]], Awaitable[Result]],
        *,
        values: Mapping[str, Any] | None = None,
        about: str = "",
        done: Callable[[Result], None] | None = None,
    ) -> None:
        """Ask for something about the person on the page; what is typed is kept as a draft.

        Args:
            save: writes the values, keyed by field name.
            values: what the fields start with.
            about: tells drafts of the section apart: an id, an axis, an area.
            done: told what ``save`` returned, after the page has been asked to read again.
        """
        self.page.ask(form, save, values=values, section=self.section_name, about=about, done=done)
