"""What a command prints: data on stdout, narration on stderr, one JSON object with ``--json``."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

SCHEMA = 1


def speak_utf8() -> None:
    """Make both streams UTF-8: a Windows pipe would otherwise break on the first å."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


class Output:
    """Where one command's result goes.

    Args:
        command: the command's name, as it stands in the JSON object.
        as_json: print one JSON object and no text.
    """

    def __init__(self, command: str, *, as_json: bool) -> None:
        self.command = command
        self.as_json = as_json

    def data(self, data: Mapping[str, Any], text: str = "") -> None:
        """The command's result: ``data`` as JSON, or ``text`` for people."""
        if self.as_json:
            self._object({"data": data})
        elif text:
            _write(sys.stdout, text)

    def failure(
        self,
        code: str,
        message: str,
        details: Sequence[Any] = (),
        data: Mapping[str, Any] | None = None,
    ) -> None:
        """A refusal, on stderr, or as the JSON object's ``error`` (beside its ``data`` if any)."""
        if self.as_json:
            error = {"code": code, "message": message, "details": list(details)}
            self._object(({"data": data} if data is not None else {}) | {"error": error})
        else:
            _write(sys.stderr, message)

    def say(self, text: str) -> None:
        """Narration for the person at the terminal."""
        _write(sys.stderr, text)

    def _object(self, content: Mapping[str, Any]) -> None:
        import json

        document = {"schema": SCHEMA, "command": self.command, **content}
        # Control characters are escaped by JSON itself; nothing else may change on the way.
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        sys.stdout.flush()


def _write(stream: TextIO, text: str) -> None:
    from dirigo_tui.domain.text import visible

    stream.write("\n".join(visible(line) for line in text.split("\n")) + "\n")
    stream.flush()


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as left-aligned columns two blanks apart, by the width people see."""
    from rich.cells import cell_len

    from dirigo_tui.domain.text import visible

    if not rows:
        return ""
    shown = [[visible(cell).replace("\n", " ") for cell in row] for row in rows]
    widths = [max(cell_len(row[i]) for row in shown) for i in range(len(shown[0]))]
    return "\n".join(
        "  ".join(
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in shown
    )
