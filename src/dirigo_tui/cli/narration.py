"""Long work told line by line on stderr, where it does not disturb what is on stdout."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import monotonic
from typing import Final

from dirigo_tui.cli.output import Output
from dirigo_tui.i18n.progress import STAGES, so_far, time_left
from dirigo_tui.services.progress import Pace, Stage

_LONG: Final = 3.0
"""Seconds after which also a file or a pipe is told."""
_EVERY: Final = 2.0
"""Seconds between two lines about one stage."""


class Narrator:
    """Progress in sentences: each stage once, and now and then how far it has come.

    Args:
        output: says it.
        watched: whether somebody sees stderr at once.
    """

    def __init__(
        self,
        output: Output,
        *,
        watched: bool | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._output = output
        self._watched = sys.stderr.isatty() if watched is None else watched
        self._clock = clock
        self._began = clock()
        self._pace = Pace(clock)
        self._said: tuple[Stage | None, float] = (None, 0.0)

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        """See :data:`dirigo_tui.services.progress.Progress`."""
        now = self._clock()
        left = self._pace.left(stage, done, total)
        if not self._watched and now - self._began < _LONG:
            return
        last, at = self._said
        if stage is not last or now - at >= _EVERY:
            self._said = stage, now
            self._output.say(_line(stage, done, total, left))


def _line(stage: Stage, done: int, total: int, left: float | None) -> str:
    line = f"{STAGES[stage]} …"
    if total:
        line += f" {so_far(done, total)}"
    if left is not None:
        line += f" · {time_left(left)}"
    return line
