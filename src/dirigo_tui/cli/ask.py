"""Asking for one thing at a time in running text; questions on stderr, answers line by line.

Nothing is redrawn, so a screen reader or a script can follow.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

import click

from dirigo_tui.cli.output import Output
from dirigo_tui.domain.errors import Refused
from dirigo_tui.i18n.errors import sentence

T = TypeVar("T")


def line(prompt: str) -> str:
    """One line of an answer. Raises ``click.Abort`` at the end of the input."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer:
        raise click.Abort
    return answer.rstrip("\r\n")


def until_read(output: Output, prompt: str, read: Callable[[str], T]) -> T:
    """Ask until ``read`` takes the answer; what it refuses is told, and asked again."""
    while True:
        try:
            return read(line(prompt))
        except Refused as refused:
            output.say(sentence(refused))
