"""The sheet Skattningar: answers to the built-in self-ratings."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.rating_templates import (
    BUILT_IN,
    Item,
    Template,
    check_value,
    lookup,
)
from dirigo_tui.domain.records import Goal, Rating
from dirigo_tui.domain.text import clean
from dirigo_tui.domain.vocabulary import GoalState, Mode, NonAnswer, Rater
from dirigo_tui.services.list_import import cells, words
from dirigo_tui.services.list_import.columns import Sheet
from dirigo_tui.services.list_import.existing import ByPerson, Existing
from dirigo_tui.services.list_import.grid import Cell
from dirigo_tui.services.list_import.matching import Match, grouped, pair
from dirigo_tui.services.list_import.tables import Table, TableRow
from dirigo_tui.services.list_import.words import folded
from dirigo_tui.services.list_import.work import Outcome, Work

_ALSO_CALLED = {
    "m1": {"lika": 0, "samma": 0, "same": 0},
    "m2": {
        "mycket längre från": -2,
        "längre från": -1,
        "much further": -2,
        "much further from": -2,
        "further": -1,
        "further from": -1,
    },
}
"""Words of DOMAIN.md §6 for answers that the template calls something else."""


@dataclass(frozen=True, slots=True)
class _Template:
    """A template with what its questions and answers are called, folded."""

    newest: Template
    items: Mapping[str, Item]
    answers: Mapping[str, Mapping[str, int]]


def _named(code: str) -> _Template:
    template = lookup(code)
    return _Template(
        template,
        {
            folded(name): item
            for item in template.items
            for name in (item.code, item.text.sv, item.text.en)
        },
        {
            item.code: _ALSO_CALLED.get(item.code, {})
            | {folded(name): value for value, word in item.labels for name in (word.sv, word.en)}
            for item in template.items
        },
    )


_NAMED = {code: _named(code) for code in dict.fromkeys(template.code for template in BUILT_IN)}
_TEMPLATE_OF = {
    folded(name): named
    for code, named in _NAMED.items()
    for name in (code, named.newest.title.sv, named.newest.title.en)
}


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One answer as the file tells.

    Attributes:
        goal: the words of the goal it is about; "" for templates that are not asked per goal.
        said: ``mode``, if there is one.
    """

    reference: str
    on: date
    template: Template
    item: str
    value: int | None
    non_answer: NonAnswer | None
    rater: Rater
    goal: str
    said: Mapping[str, Any]


def check_ratings(table: Table, goals: Mapping[str, Collection[str]]) -> list[RatingRow]:
    """The rows that hold; whatever is wrong is noted in the table.

    Args:
        table: the sheet.
        goals: the words of each person's goals, at the desk and in the file, by reference.
    """
    checked = []
    first: dict[tuple[object, ...], TableRow] = {}
    for row in table.rows:
        template = _template(table, row)
        item = _item(table, row, template)
        answer = _answer(table, row, template, item)
        goal = _goal(table, row, template, goals.get(row.values.get("reference", ""), ()))
        if None in {row.values.get("reference"), row.values.get("on")}:
            continue
        if template is None or item is None or answer is None or goal is None:
            continue
        rater = row.values.get("rater", Rater.PARTICIPANT)
        asked = template.newest
        key = (row.values["reference"], row.values["on"], asked.code, item.code, rater, goal)
        earlier = first.setdefault(key, row)
        if earlier is not row:
            table.fault(row, "item", Refused("import_row_twice", row=earlier.number))
        said = {"mode": row.values["mode"]} if "mode" in row.values else {}
        value, non_answer = answer
        checked.append(
            RatingRow(
                row.values["reference"],
                row.values["on"],
                asked,
                item.code,
                value,
                non_answer,
                rater,
                goal,
                said,
            )
        )
    return checked


def _template(table: Table, row: TableRow) -> _Template | None:
    if "template" not in row.values:
        return None
    written = cells.shown(row.values["template"])
    named = _TEMPLATE_OF.get(folded(written))
    if named is None:
        choices = ", ".join(_NAMED)
        unknown = Refused("import_word_unknown", text=clean(written), choices=choices)
        table.fault(row, "template", unknown)
    return named


def _item(table: Table, row: TableRow, template: _Template | None) -> Item | None:
    if template is None or "item" not in row.values:
        return None
    written = cells.shown(row.values["item"])
    item = template.items.get(folded(written))
    if item is None:
        choices = ", ".join(template.answers)
        unknown = Refused("import_word_unknown", text=clean(written), choices=choices)
        table.fault(row, "item", unknown)
    return item


def _answer(
    table: Table, row: TableRow, template: _Template | None, item: Item | None
) -> tuple[int | None, NonAnswer | None] | None:
    """A value or why there is none; None when there is a fault."""
    if template is None or item is None or "answer" not in row.values:
        return None
    cell: Cell = row.values["answer"]
    written = cells.shown(cell)
    if (non_answer := words.NON_ANSWER.find(written)) is not None:
        return None, non_answer
    value = cells.as_number(cell)
    if value is None:
        value = template.answers[item.code].get(folded(written))
    if value is None:
        unknown = Refused(
            "import_answer_unknown", text=clean(written), low=item.low, high=item.high
        )
        table.fault(row, "answer", unknown)
        return None
    try:
        check_value(template.newest, item.code, value)
    except Refused as refused:
        table.fault(row, "answer", refused)
        return None
    return value, None


def _goal(
    table: Table, row: TableRow, template: _Template | None, goals: Collection[str]
) -> str | None:
    """The goal an answer is about: the one named, or the only one; None when there is a fault."""
    if template is None:
        return None
    named = row.values.get("goal")
    if not template.newest.per_goal:
        if named is None:
            return ""
        table.fault(row, "goal", Refused("rating_takes_no_goal", template=template.newest.code))
        return None
    if named is None and len(goals) == 1:
        (only,) = goals
        return only
    if named in goals:
        return str(named)
    if "goal" not in row.wrong:
        table.fault(row, "goal", Refused("rating_needs_goal", template=template.newest.code))
    return None


def merge_ratings(
    rows: Sequence[RatingRow], goals: ByPerson[Goal], existing: Existing, work: Work
) -> None:
    """Add answers, and correct those the file tells otherwise.

    Args:
        rows: the answers.
        goals: of the people on the sheet Plan, as they are going to be.
        existing: what the desk holds.
        work: what is going to be written.
    """
    for reference, theirs in grouped(rows, lambda row: row.reference).items():
        id = work.people[reference].id
        goal_ids = {goal.own_words: goal.id for goal in goals.get(id, existing.goals[id])}
        stored = existing.ratings[id]
        occasions = {_sitting(rating): rating.occasion_id for rating in stored}
        for row, rating in pair(theirs, stored, [_same(goal_ids)]):
            if rating is None:
                _add(row, id, goal_ids.get(row.goal), occasions, work)
                outcome = Outcome.NEW
            else:
                answer = {"value": row.value, "non_answer": row.non_answer}
                changed = work.change(rating, **answer, **row.said)
                outcome = Outcome.UNCHANGED if changed is rating else Outcome.UPDATED
            work.count(Sheet.RATINGS, outcome)


def _same(goal_ids: Mapping[str, str]) -> Match[RatingRow, Rating]:
    """An answer is the same question of the same day, rater and goal; its version may be older."""
    return Match(
        lambda row: (row.on, row.template.code, row.item, row.rater, goal_ids.get(row.goal)),
        lambda rating: (rating.on, rating.template, rating.item, rating.rater, rating.goal_id),
    )


def _add(
    row: RatingRow,
    participant_id: str,
    goal_id: str | None,
    occasions: dict[tuple[object, ...], str],
    work: Work,
) -> None:
    """Add an answer to the sitting that it belongs to."""
    sitting = (row.on, row.template.code, row.template.version, goal_id, row.rater)
    if sitting not in occasions:
        occasions[sitting] = work.unit.new_id()
    work.add(
        Rating(
            **work.stamp(),
            participant_id=participant_id,
            occasion_id=occasions[sitting],
            template=row.template.code,
            template_version=row.template.version,
            item=row.item,
            on=row.on,
            value=row.value,
            non_answer=row.non_answer,
            mode=row.said.get("mode", Mode.TOGETHER),
            rater=row.rater,
            goal_id=goal_id,
        )
    )


def _sitting(rating: Rating) -> tuple[object, ...]:
    """What answers given in one go have in common."""
    return rating.on, rating.template, rating.template_version, rating.goal_id, rating.rater


def goal_words(existing: Existing, said: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    """The words of everybody's goals, removed ones left out, by reference."""
    found = {
        reference: {
            goal.own_words
            for goal in existing.goals[person.id]
            if goal.state is not GoalState.REMOVED
        }
        for reference, person in existing.participants.items()
    }
    for reference, own_words in said.items():
        found.setdefault(reference, set()).update(own_words)
    return found
