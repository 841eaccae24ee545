"""The caseload: who is on the list, in which order, and why each is where they are.

A list holds ids only, in worklist order; rows are read a page at a time and details one person at a
time, so that nothing grows with the number of people but the ids themselves.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from dirigo_tui.domain.dates import age_on, overdue
from dirigo_tui.domain.deadlines import Deadline
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.protection import shown_name, shown_site
from dirigo_tui.domain.text import fold
from dirigo_tui.domain.vocabulary import PlanState, Protection, Rule, Sex, TargetGroup
from dirigo_tui.services.ports import Reader

ENDING_SOON_DAYS = 90
"""How far ahead :attr:`Filter.ENDING_SOON` looks for an end of participation or of compensation."""


class Filter(StrEnum):
    """A ready-made list."""

    ALL = "all"
    MINE = "mine"
    OVERDUE = "overdue"
    NO_PLAN = "no_plan"
    NO_ACTIVITY_AHEAD = "no_activity_ahead"
    NO_FOLLOW_UP_DATE = "no_follow_up_date"
    RATING_DUE = "rating_due"
    ENDING_SOON = "ending_soon"


class Group(StrEnum):
    """Where on the list a person stands, in the list's order."""

    OVERDUE = "overdue"
    TODAY = "today"
    AHEAD = "ahead"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Worklist:
    """People in worklist order: what is overdue longest first, then today, then what comes next.

    Attributes:
        ids: participant ids.
        sizes: how many of them each group holds; the groups follow one another in ``ids``.
    """

    ids: Sequence[str]
    sizes: Mapping[Group, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadRow:
    """A person as a line of the list.

    Attributes:
        name: what to call the person; the reference when the identity is protected.
        site: "" when the identity is protected.
        why: what puts the row where it stands: its most pressing deadline, or None.
        overdue: everything overdue, longest first.
        next: the next thing that is not overdue, or None.
    """

    id: str
    reference: str
    name: str
    protected: bool
    target_group: TargetGroup | None
    sex: Sex
    site: str
    caseworker: str
    start: date | None
    end: date | None
    plan_state: PlanState
    plan_number: int | None
    group: Group
    why: Deadline | None
    overdue: tuple[Deadline, ...]
    next: Deadline | None


@dataclass(frozen=True, slots=True)
class RatedOn:
    """An answer and its day."""

    on: date
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """The highlighted person in a strip: where were we?

    Attributes:
        age: whole years, or None when the birth date is not known, or protected.
        activities: those of the plan that have not been cancelled.
        work_ability: the participant's latest answer to the Work Ability Score.
        work_ability_before: the one before it, when both answer the same question text.
        sick_leave_extent: per cent, or None when nothing is known of the day.
    """

    age: int | None
    plan_state: PlanState
    plan_number: int | None
    activities: int
    activities_ongoing: int
    work_ability: RatedOn | None
    work_ability_before: RatedOn | None
    sick_leave_extent: int | None


def worklist(reader: Reader, chosen: Filter = Filter.ALL, search: str = "") -> Worklist:
    """A ready-made list, narrowed to those in whose search text every word of ``search`` occurs."""
    (row,) = reader.rows(
        f"worklist_{chosen}", words=json.dumps(_words(search)), **_days(reader.today)
    )
    ids: list[str] = json.loads(row["ids"])
    dated = {group: row[group] for group in (Group.OVERDUE, Group.TODAY, Group.AHEAD)}
    return Worklist(ids, dated | {Group.NONE: len(ids) - sum(dated.values())})


def beginning(reader: Reader, chosen: Filter = Filter.ALL, limit: int = 100) -> list[CaseloadRow]:
    """The first rows of a ready-made list, for the first picture: the rest may still be unknown."""
    rows = reader.rows(f"worklist_first_{chosen}", limit=limit, **_days(reader.today))
    return [_row(row, reader.today) for row in rows]


def counts(reader: Reader) -> dict[Filter, int]:
    """How many each ready-made list holds."""
    (row,) = reader.rows("worklist_counts", **_days(reader.today))
    return {chosen: row[chosen] for chosen in Filter}


def search_index(reader: Reader) -> dict[str, str]:
    """Everybody's search text, folded: shown name, reference and site, by participant id.

    The name of a person with protected identity is not in it (DOMAIN.md §10).
    """
    return {row["participant_id"]: row["search"] for row in reader.rows("worklist_search")}


def narrow(people: Worklist, texts: Sequence[str], search: str) -> tuple[Worklist, Sequence[str]]:
    """What :func:`worklist` would give for ``search``, without asking the database.

    Args:
        texts: the search texts of ``people.ids``, in their order: to look each up by its id at
            every letter takes three times as long.

    Returns:
        Whom it fits, and their texts.
    """
    words = _words(search)
    if not words:
        return people, texts
    ids: list[str] = []
    narrowed: list[str] = []
    sizes: dict[Group, int] = {}
    begin = 0
    for group in Group:
        end = begin + people.sizes[group]
        found = list(zip(people.ids[begin:end], texts[begin:end], strict=True))
        # One plain loop a word: this runs at every key, over everybody.
        for word in words:
            found = [person for person in found if word in person[1]]
        ids += [id for id, _text in found]
        narrowed += [text for _id, text in found]
        sizes[group] = len(found)
        begin = end
    return Worklist(ids, sizes), narrowed


def page(reader: Reader, ids: Sequence[str]) -> list[CaseloadRow]:
    """The rows of some people, in the order asked for; who no longer exists is left out."""
    rows = reader.rows("worklist_page", ids=json.dumps(list(ids)), **_days(reader.today))
    return [_row(row, reader.today) for row in rows]


def row_of(reader: Reader, participant_id: str) -> CaseloadRow:
    """One person's row. Raises ``Refused("not_found")``."""
    found = page(reader, [participant_id])
    if not found:
        raise Refused("not_found", kind="participant")
    return found[0]


def deadlines_of(reader: Reader, participant_id: str) -> tuple[Deadline, ...]:
    """Everything due for one person, overdue or ahead, by due day. Raises ``not_found``."""
    found = reader.rows("worklist_page", ids=json.dumps([participant_id]), **_days(reader.today))
    if not found:
        raise Refused("not_found", kind="participant")
    return _pressing(found[0], reader.today)


def details(reader: Reader, participant_id: str) -> Details:
    """One person in a few figures. Raises ``Refused("not_found")``."""
    found = reader.rows(
        "worklist_details", participant_id=participant_id, today=reader.today.isoformat()
    )
    if not found:
        raise Refused("not_found", kind="participant")
    (row,) = found
    latest, before = _last_two(json.loads(row["work_ability"]))
    # The age of somebody whose identity is protected could tell who it is.
    birth_date = _day(row["birth_date"]) if row["protection"] == Protection.NONE else None
    return Details(
        age=age_on(birth_date, reader.today) if birth_date else None,
        plan_state=PlanState(row["plan_state"]),
        plan_number=row["plan_number"],
        activities=row["activities"],
        activities_ongoing=row["activities_ongoing"],
        work_ability=latest,
        work_ability_before=before,
        sick_leave_extent=row["sick_leave_extent"],
    )


def group_of(due: date | None, today: date) -> Group:
    """The group of somebody whose most pressing deadline is due that day."""
    if due is None:
        return Group.NONE
    if overdue(due, today):
        return Group.OVERDUE
    return Group.TODAY if due == today else Group.AHEAD


def _words(search: str) -> list[str]:
    return fold(search).split()


def _days(today: date) -> dict[str, str]:
    soon = today + timedelta(days=ENDING_SOON_DAYS)
    return {"today": today.isoformat(), "soon": soon.isoformat()}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _row(row: Mapping[str, Any], today: date) -> CaseloadRow:
    pressing = _pressing(row, today)
    return CaseloadRow(
        id=row["id"],
        reference=row["reference"],
        name=shown_name(row["name"], row["reference"], row["protection"]),
        protected=row["protection"] != Protection.NONE,
        target_group=TargetGroup(row["target_group"]) if row["target_group"] else None,
        sex=Sex(row["sex"]),
        site=shown_site(row["site"], row["protection"]),
        caseworker=row["caseworker"],
        start=_day(row["start"]),
        end=_day(row["end"]),
        plan_state=PlanState(row["plan_state"]),
        plan_number=row["plan_number"],
        group=group_of(_day(row["due"]), today),
        why=pressing[0] if pressing else None,
        overdue=tuple(deadline for deadline in pressing if deadline.is_overdue(today)),
        next=next((d for d in pressing if not d.is_overdue(today)), None),
    )


def _pressing(row: Mapping[str, Any], today: date) -> tuple[Deadline, ...]:
    """By due day, as stored. Retention has a list of its own and never makes a row urgent."""
    return tuple(
        deadline
        for deadline in map(_deadline, json.loads(row["deadlines"]))
        if deadline.rule != Rule.RETENTION and deadline.until >= today
    )


def _deadline(stored: Sequence[str]) -> Deadline:
    # A desk that was upgraded has deadlines from before there was anything they could be about.
    rule, due, shown_from, until, about = (*stored, "")[:5]
    day = date.fromisoformat
    return Deadline(Rule(rule), day(due), day(shown_from), day(until), about)


def _last_two(answers: Sequence[tuple[str, int, int]]) -> tuple[RatedOn | None, RatedOn | None]:
    """The latest answer, and the one before unless a new question text lies between them."""
    if not answers:
        return None, None
    rated = [RatedOn(date.fromisoformat(on), value) for on, value, _ in answers]
    same_question = len(answers) == 2 and answers[0][2] == answers[1][2]
    return rated[0], rated[1] if same_question else None
