"""Versions of the plans that an import begins, confirms or leaves alone (DOMAIN.md §2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dirigo_tui.domain import plan
from dirigo_tui.domain.records import Activity, Goal, PlanVersion
from dirigo_tui.domain.vocabulary import Agreement, Rater
from dirigo_tui.services.list_import.existing import ByPerson, Existing
from dirigo_tui.services.list_import.plans import PlanDates
from dirigo_tui.services.list_import.work import Work


def merge_versions(
    dates: dict[str, PlanDates],
    goals: ByPerson[Goal],
    activities: ByPerson[Activity],
    existing: Existing,
    work: Work,
) -> set[str]:
    """Begin a version where the content has changed, then confirm and book as the file says.

    Args:
        dates: what the file says about the plans, by reference.
        goals, activities: of the people whose plans the file touches, as they are going to be.
        existing: what the desk holds.
        work: what is going to be written.

    Returns:
        The references of those about whose plan the dates said something that was not known.
    """
    told = set()
    reference_of = {person.id: reference for reference, person in work.people.items()}
    for id in dict.fromkeys((*goals, *activities)):
        reference = reference_of[id]
        before = plan.content(existing.goals[id], existing.activities[id])
        theirs = goals.get(id, existing.goals[id]), activities.get(id, existing.activities[id])
        said = dates.get(reference, PlanDates())
        versions = _Versions(existing.versions[id], id, said, work)
        if plan.changes(before, plan.content(*theirs)) and plan.needs_new_version(versions.current):
            versions.begin()
        if versions.confirm(plan.snapshot(*theirs)) | versions.book():
            told.add(reference)
    return told


class _Versions:
    """One person's versions while the dates of the file are brought into them."""

    def __init__(
        self, stored: Iterable[PlanVersion], participant_id: str, said: PlanDates, work: Work
    ) -> None:
        self._all = sorted(stored, key=lambda version: version.number)
        self._participant_id = participant_id
        self._said = said
        self._work = work
        days = {Rater.PARTICIPANT: said.participant_on, Rater.CASEWORKER: said.caseworker_on}
        self._answers = {who: on for who, on in days.items() if on is not None}

    @property
    def current(self) -> PlanVersion | None:
        """The version being worked on."""
        return self._all[-1] if self._all else None

    def begin(self) -> PlanVersion:
        """A new version; the booked follow-up goes on in it, the answers do not."""
        before = self.current
        version = self._work.add(
            PlanVersion(
                **self._work.stamp(),
                participant_id=self._participant_id,
                number=before.number + 1 if before else 1,
                opened_on=min([self._work.unit.today, *self._answers.values()]),
                next_follow_up=before.next_follow_up if before else None,
            )
        )
        self._all.append(version)
        return version

    def confirm(self, snapshot: str) -> bool:
        """Whether the file tells of a confirmation that no version knows."""
        if not self._answers or any(map(self._knows, self._all)):
            return False
        version = self.current
        if version is None or not all(
            _answer(version, who) in {(None, None), (Agreement.YES, on)}
            for who, on in self._answers.items()
        ):
            version = self.begin()
        answers: dict[str, Agreement | date] = {}
        for who, on in self._answers.items():
            answers |= {f"{who}_answer": Agreement.YES, f"{who}_answered_on": on}
        self._replace(version, snapshot=version.snapshot or snapshot, **answers)
        return True

    def book(self) -> bool:
        """Whether the file tells of another day for the follow-up."""
        on, version = self._said.next_follow_up, self.current
        if on is None or version is None or version.next_follow_up == on:
            return False
        self._replace(version, next_follow_up=on)
        return True

    def _knows(self, version: PlanVersion) -> bool:
        return all(
            _answer(version, who) == (Agreement.YES, on) for who, on in self._answers.items()
        )

    def _replace(self, version: PlanVersion, **fields: object) -> None:
        self._all[-1] = self._work.change(version, **fields)


def _answer(version: PlanVersion, who: Rater) -> tuple[Agreement | None, date | None]:
    if who is Rater.PARTICIPANT:
        return version.participant_answer, version.participant_answered_on
    return version.caseworker_answer, version.caseworker_answered_on
