"""What every part of plain mode works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

from dirigo_tui.cli.plain.console import Console
from dirigo_tui.cli.plain.filling import Filler
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.services.ports import Desk

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """An open desk and somebody to talk to."""

    console: Console
    desk: Desk
    filler: Filler

    def write(
        self, use_case: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a use case, and say that it is saved. Raises what the use case refuses."""
        result = self.desk.write(use_case, *args, **kwargs)
        self.console.say(_("Sparat."))
        return result
