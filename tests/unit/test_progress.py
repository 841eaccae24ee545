"""How long work may still take, and when a terminal is told of it."""

from __future__ import annotations

import pytest

from dirigo_tui.cli.narration import Narrator
from dirigo_tui.cli.output import Output
from dirigo_tui.i18n.formats import NO_BREAK_SPACE
from dirigo_tui.i18n.progress import time_left
from dirigo_tui.services.progress import Pace, Stage


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_pace_is_that_of_the_stage() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert pace.left(Stage.READ, 0, 0) is None
    assert pace.left(Stage.WRITE, 0, 1000) is None
    clock.now += 0.5
    assert pace.left(Stage.WRITE, 100, 1000) is None, "too early to tell"
    clock.now += 9.5
    assert pace.left(Stage.WRITE, 200, 1000) == 40
    clock.now += 5
    assert pace.left(Stage.COPY, 10, 20) is None, "another stage goes at another pace"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.1, "omkring 5 sekunder kvar"),
        (38, "omkring 40 sekunder kvar"),
        (80, "omkring 1 minut kvar"),
        (300, "omkring 5 minuter kvar"),
    ],
)
def test_time_left_is_rounded(seconds: float, said: str) -> None:
    assert time_left(seconds) == said


def narrated(capsys: pytest.CaptureFixture[str], *, watched: bool, step: float) -> list[str]:
    clock = Clock()
    narrator = Narrator(Output("import", as_json=True), watched=watched, clock=clock)
    narrator(Stage.READ, 0, 0)
    for done in range(5):
        narrator(Stage.WRITE, done * 1000, 5000)
        clock.now += step
    said = capsys.readouterr()
    assert said.out == ""
    return said.err.replace(NO_BREAK_SPACE, " ").splitlines()


def test_somebody_who_watches_hears_each_stage_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert narrated(capsys, watched=True, step=0.1) == ["Läser filen …", "Sparar … 0 av 5 000"]


def test_long_work_is_told_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    assert narrated(capsys, watched=False, step=0.1) == []
    assert narrated(capsys, watched=False, step=1.5) == [
        "Sparar … 2 000 av 5 000 · omkring 5 sekunder kvar",
        "Sparar … 4 000 av 5 000 · omkring 5 sekunder kvar",
    ]
