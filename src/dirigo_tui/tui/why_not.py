"""Keys that are switched off, and say why when they are pressed all the same."""

from __future__ import annotations

from typing import ClassVar

from textual import events

from dirigo_tui.tui.commands import declared
from dirigo_tui.tui.screen import UsesDesk


class SaysWhyNot(UsesDesk):
    """A place where some commands make no sense at times. It stands last among the bases: Textual
    takes styles from the first one alone."""

    left_out: ClassVar[frozenset[str]] = frozenset()
    """Actions that are not offered at all where they make no sense; the others are, but off."""

    _said_why = False

    def why_not(self, action: str) -> str:
        """Why the action cannot be done at this moment, "" when it can."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Switch off what has a reason not to be done."""
        if self.why_not(action):
            return False if action in self.left_out else None
        return super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Say why a key does nothing; what can be done has been done before this is asked."""
        for command in declared(type(self)):
            if event.key.lower() in command.key_list:
                if why := self.why_not(command.action_name):
                    self.notice(why)
                    self._said_why = True
                return

    def unsay_why(self) -> None:
        """Take the reason away, because one stands somewhere else."""
        if self._said_why:
            self._said_why = False
            self.notice("")
