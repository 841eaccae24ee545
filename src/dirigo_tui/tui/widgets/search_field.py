"""A field above a list: every letter narrows the list, the arrows move in it all the while."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import Reactive

from dirigo_tui.i18n.catalogue import N_, NO_WORDS, Lazy, _
from dirigo_tui.tui.commands import Command, HasCommands
from dirigo_tui.tui.widgets.entry import Entry
from dirigo_tui.tui.widgets.virtual_list import VirtualList

FOUND = Command(
    "search.found", "enter", N_("öppna"), N_("Öppna den markerade raden."), action="submit"
)
LEAVE = Command(
    "search.leave", "escape,f12", N_("till listan"), N_("Töm sökningen och gå till listan.")
)


# ``Entry`` first: Textual takes styles from the first base alone, and an input has many.
class SearchField(Entry, HasCommands):
    """The field. Enter posts ``Input.Submitted``: the screen then opens the marked row.

    Args:
        narrow: told the text at every change, before anything else is done about the key.
        placeholder: what can be searched for.
    """

    commands = (FOUND, LEAVE)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "in_list('move(-1)')", show=False),
        Binding("down", "in_list('move(1)')", show=False),
        Binding("pageup", "in_list('move_page(-1)')", show=False),
        Binding("pagedown", "in_list('move_page(1)')", show=False),
    ]

    # As in ``VirtualList``: a letter moves nothing on the screen.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    def __init__(self, narrow: Callable[[str], None], *, placeholder: Lazy = NO_WORDS) -> None:
        super().__init__(placeholder=placeholder)
        self._narrow = narrow

    # Not ``Input.Changed``: a message and its handling would cost more than the search itself.
    def watch_value(self, value: str) -> None:
        """Narrow the list."""
        self._narrow(value)

    @property
    def _list(self) -> VirtualList[object]:
        return self.screen.query_one(VirtualList)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to open where nothing is found."""
        if action == "submit" and self.screen.is_mounted:
            return self._list.marked_id is not None
        return super().check_action(action, parameters)

    async def action_in_list(self, action: str) -> None:
        """Do in the list what the key does there."""
        await self.app.run_action(action, self._list)

    def action_leave(self) -> None:
        """Show everybody again and go to the list."""
        self.value = ""
        self._list.focus()

    def explain(self) -> str:
        """What ``?`` says."""
        return _(
            "Skriv en del av namn, referens eller ort: listan visar dem som passar."
            " ↑ och ↓ går i listan, Enter öppnar, Esc visar alla igen."
        )
