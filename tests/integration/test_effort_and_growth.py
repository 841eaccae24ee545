"""How much each interaction asks of the database, and how that grows with the number of people.

Statements and steps of SQLite's machine, not seconds: they are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import many_people
import pytest
from desks import DirectDesk, open_desk
from effort import Effort, effort, growth

from dirigo_tui.domain.rating_templates import lookup
from dirigo_tui.services import caseload
from dirigo_tui.services.caseload import Filter
from dirigo_tui.services.person import person_of
from dirigo_tui.services.ratings import Answer, RecordRating, record_rating
from dirigo_tui.services.summary import SummaryOrder, summary
from dirigo_tui.tui.panes.overview import glance_of
from dirigo_tui.tui.screens.caseload import _opening

Interaction = Callable[[DirectDesk, str], None]

TIMES = 10
SMALL, MIDDLE, LARGE = 180, 1_800, 18_000


def first_page(desk: DirectDesk, id: str) -> None:
    assert len(desk.read(_opening).rows) > 40


def found_by_a_letter(desk: DirectDesk, id: str) -> None:
    """Narrowing asks nobody: what is read are the rows that come into sight."""
    assert desk.read(caseload.page, [id])


def found_in_the_database(desk: DirectDesk, id: str) -> None:
    """As the command line searches, which has no list in memory."""
    assert desk.read(caseload.worklist, Filter.ALL, "omar a").ids


def a_person(desk: DirectDesk, id: str) -> None:
    assert desk.read(person_of, id).name
    assert desk.read(glance_of, id).overview.ratings


def a_saved_rating(desk: DirectDesk, id: str) -> None:
    answers = {item.code: Answer(value=5) for item in lookup("steps").items}
    desk.write(record_rating, RecordRating(participant_id=id, template="steps", answers=answers))


def a_cohort(desk: DirectDesk, id: str) -> None:
    assert desk.read(summary, SummaryOrder(by_site=True)).sites


class Bound(NamedTuple):
    """The most statements, and the most growth."""

    statements: int
    growth: float


BOUNDS = {
    first_page: Bound(2, 0.05),
    found_by_a_letter: Bound(1, 0.05),
    found_in_the_database: Bound(1, 1.0),
    a_person: Bound(5, 0.05),
    a_saved_rating: Bound(8, 0.05),
    a_cohort: Bound(12, 1.05),
}


def desk_of(folder: Path, people: int) -> DirectDesk:
    desk = open_desk(folder)
    desk.write(many_people.fill, people)
    return desk


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DirectDesk]:
    desk = desk_of(tmp_path_factory.mktemp("small"), SMALL)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def middle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DirectDesk]:
    desk = desk_of(tmp_path_factory.mktemp("middle"), MIDDLE)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DirectDesk]:
    desk = desk_of(tmp_path_factory.mktemp("large"), LARGE)
    yield desk
    desk.close()


def asked(interaction: Interaction, desk: DirectDesk) -> Effort:
    ids = desk.read(caseload.worklist).ids
    with effort(desk) as spent:
        interaction(desk, ids[len(ids) // 2])
    return spent


def check(interaction: Interaction, fewer: DirectDesk, more: DirectDesk) -> None:
    bound = BOUNDS[interaction]
    few, many = (asked(interaction, desk) for desk in (fewer, more))
    assert max(few.statements, many.statements) <= bound.statements
    assert growth(few.steps, many.steps, TIMES) <= bound.growth


@pytest.mark.parametrize("interaction", BOUNDS, ids=lambda interaction: interaction.__name__)
def test_an_interaction_asks_little_however_many_people_there_are(
    interaction: Interaction, small: DirectDesk, middle: DirectDesk
) -> None:
    check(interaction, small, middle)


@pytest.mark.slow
@pytest.mark.parametrize("interaction", BOUNDS, ids=lambda interaction: interaction.__name__)
def test_nor_when_there_are_very_many(
    interaction: Interaction, middle: DirectDesk, large: DirectDesk
) -> None:
    check(interaction, middle, large)
