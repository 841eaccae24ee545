"""Plain mode as somebody's half of a conversation: answers in, the whole transcript out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import StringIO
from typing import Any

from dirigo_tui.cli.plain.console import Console, Ended
from dirigo_tui.cli.plain.filling import Filler
from dirigo_tui.cli.plain.home import home
from dirigo_tui.cli.plain.place import Place


def lines(answers: Iterable[str]) -> Callable[[], str]:
    """Reads the answers line by line, then finds the end of the input."""
    left = iter(answers)
    return lambda: next((f"{answer}\n" for answer in left), "")


def nobody_types(prompt: str) -> str:
    """Stands in for a secret that must not be asked for."""
    raise AssertionError(prompt)


def talk(
    desk: Any,
    *answers: str,
    within: Callable[[Place], object] = home,
    secret: Callable[[str], str] = nobody_types,
) -> str:
    """Answer until the answers are out; what was said, and what was typed after each question."""
    out = StringIO()
    typed = lines(answers)

    def read() -> str:
        line = typed()
        out.write(line)
        return line

    console = Console(read, out)
    try:
        within(Place(console, desk, Filler(console, desk, secret)))
    except Ended:
        out.write("[end]\n")
    return out.getvalue()
