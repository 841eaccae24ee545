"""Bars and dots on one line, the number always beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dirigo_tui.i18n.formats import NO_BREAK_SPACE
from dirigo_tui.services.progress import Stage
from dirigo_tui.tui.widgets.bars import bar, dots, level, movement, side_by_side
from dirigo_tui.tui.widgets.busy import Busy


@pytest.mark.parametrize(
    ("share", "drawn"),
    [(0.0, "░░░░░░░░░░ 0 %"), (0.71, "███████░░░ 71 %"), (1.0, "██████████ 100 %")],
)
def test_a_bar(share: float, drawn: str) -> None:
    assert bar(share).plain.replace(NO_BREAK_SPACE, " ") == drawn


@pytest.mark.parametrize(
    ("values", "drawn"),
    [
        ([3, 5], "···○━●·····  3 → 5"),
        ([5, 3], "···●━○·····  5 → 3"),
        ([4, 4], "····◉······  4 → 4"),
        ([4], "····●······  4"),
        ([0, 7, 10], "○━━━━━━━━━●  0 → 10"),
    ],
)
def test_dots_on_a_scale(values: list[int], drawn: str) -> None:
    assert dots(values, 0, 10).plain == drawn


@given(st.lists(st.integers(-2, 2), min_size=1, max_size=5))
def test_dots_stand_where_the_values_are(values: list[int]) -> None:
    scale = dots(values, -2, 2).plain[:5]
    assert scale[values[-1] + 2] in "●◉"
    assert (scale[values[0] + 2] == "○") == (values[0] != values[-1])


def test_how_far_a_long_job_has_come() -> None:
    busy = Busy("Läser listan")
    assert str(busy.line(80)) == "Läser listan …"
    busy.tell(Stage.WRITE, 899, 1798)
    text = str(busy.line(80)).replace(NO_BREAK_SPACE, " ")
    assert text == "Sparar …  ██████████░░░░░░░░░░ 899 av 1 798"
    assert str(busy.line(40)) == "Sparar …", "what does not fit is not cut in the middle"


@pytest.mark.parametrize(
    ("own", "other", "drawn"),
    [
        (3, 5, "···●·◇·····"),
        (5, 5, "·····◈·····"),
        (10, None, "··········●"),
        (None, 0, "◇··········"),
        (None, None, "···········"),
    ],
)
def test_two_people_on_one_scale(own: int | None, other: int | None, drawn: str) -> None:
    assert side_by_side(own, other, 0, 10).plain == drawn


@pytest.mark.parametrize(
    ("value", "drawn"), [(0, "░░░░░░░░░░ 0"), (3, "███░░░░░░░ 3"), (10, "██████████ 10")]
)
def test_how_far_up_a_scale(value: int, drawn: str) -> None:
    assert level(value, 0, 10).plain == drawn


def test_a_movement_has_no_numbers() -> None:
    assert movement([-1, 1], -2, 2).plain == "·○━●·"
