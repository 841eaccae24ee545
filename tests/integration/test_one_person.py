"""A desk that knows one participant: hers works as ever, nobody else's comes out or goes in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from desks import DirectDesk, open_desk
from planners import Planner, everything

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import OWNED, Activity, Goal, Note, Participant
from dirigo_tui.domain.vocabulary import Action, ActivityStatus
from dirigo_tui.services import caseload, drafts, set_up
from dirigo_tui.services.activities import SetActivityStatus, set_activity_status
from dirigo_tui.services.goals import AddGoal, ChangeGoal, add_goal, change_goal
from dirigo_tui.services.history import history, undo
from dirigo_tui.services.notes import WriteNote, notes_of, write_note
from dirigo_tui.services.one_person import OnePerson
from dirigo_tui.services.overview import overview_of
from dirigo_tui.services.person import person_of
from dirigo_tui.services.plan_view import plan_of
from dirigo_tui.services.rating_page import rating_page

ABOUT_ONE = (person_of, plan_of, overview_of, rating_page, history, notes_of, caseload.details)


class Two:
    """Samira's desk, beside Jonas in the same database."""

    def __init__(self, folder: Path) -> None:
        self.whole = open_desk(folder)
        self.samira = Planner(self.whole, "R1", name="Samira Nordin")
        self.jonas = Planner(self.whole, "R2", name="Jonas Ek")
        for person in (self.samira, self.jonas):
            person.goal()
            person.activity()
        self.desk = OnePerson(self.whole, self.samira.id)  # type: ignore[arg-type]

    def of(self, kind: Any, person: Planner) -> Any:
        return self.whole.read(lambda reader: reader.find(kind, participant_id=person.id)[0])

    def refused(self, use_case: Callable[..., Any], *args: Any, write: bool = False) -> None:
        before = everything(self.whole)
        with pytest.raises(Refused) as refused:
            (self.desk.write if write else self.desk.read)(use_case, *args)
        assert refused.value.code == "one_person_only"
        assert everything(self.whole) == before


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    both = Two(tmp_path)
    yield both
    both.whole.close()


@pytest.mark.parametrize("use_case", ABOUT_ONE, ids=lambda use_case: use_case.__name__)
def test_one_may_be_read_and_the_other_may_not(two: Two, use_case: Callable[..., Any]) -> None:
    assert two.desk.read(use_case, two.samira.id) == two.whole.read(use_case, two.samira.id)
    two.refused(use_case, two.jonas.id)


@pytest.mark.parametrize(
    "use_case",
    [
        caseload.worklist,
        caseload.beginning,
        caseload.counts,
        caseload.search_index,
        set_up.desk_names,
        set_up.own_identity,
    ],
    ids=lambda use_case: use_case.__name__,
)
def test_there_is_no_list_no_search_and_no_setting(two: Two, use_case: Callable[..., Any]) -> None:
    two.refused(use_case)


def test_rows_are_found_by_no_way_but_hers(two: Two) -> None:
    for kind in OWNED:
        found = two.desk.read(lambda reader, kind=kind: reader.find(kind))
        assert {row.participant_id for row in found} <= {two.samira.id}
    people = two.desk.read(lambda reader: reader.find(Participant))
    assert [person.name for person in people] == ["Samira Nordin"]
    other = two.of(Goal, two.jonas)
    two.refused(lambda reader: reader.get(Goal, other.id))
    two.refused(lambda reader: reader.find(Goal, participant_id=two.jonas.id))
    two.refused(lambda reader: reader.get(Participant, two.jonas.id))


def test_she_writes_in_her_file(two: Two) -> None:
    two.desk.write(add_goal, AddGoal(participant_id=two.samira.id, own_words="Våga ringa"))
    assert [goal.goal.own_words for goal in two.samira.plan().goals][1:] == ["Våga ringa"]
    two.desk.write(undo, two.samira.id)
    assert len(two.samira.plan().goals) == 1


def test_nothing_is_written_in_the_other_file(two: Two) -> None:
    goal, activity = two.of(Goal, two.jonas), two.of(Activity, two.jonas)
    two.refused(add_goal, AddGoal(participant_id=two.jonas.id, own_words="x"), write=True)
    two.refused(change_goal, ChangeGoal(goal_id=goal.id, own_words="x"), write=True)
    done = SetActivityStatus(activity_id=activity.id, status=ActivityStatus.DONE)
    two.refused(set_activity_status, done, write=True)
    two.refused(write_note, WriteNote(participant_id=two.jonas.id, text="x"), write=True)
    two.refused(undo, two.jonas.id, write=True)
    two.refused(undo, None, write=True)
    two.refused(lambda unit: unit.add(goal), write=True)
    two.refused(lambda unit: unit.change(goal, own_words="x"), write=True)
    two.refused(lambda unit: unit.remove(goal), write=True)
    two.refused(lambda unit: unit.add_many([goal]), write=True)
    two.refused(lambda unit: unit.replace_many([goal]), write=True)
    two.refused(lambda unit: unit.set_setting("caseworker", "x"), write=True)
    two.refused(lambda unit: unit.happened(Action.RATED, two.jonas.id), write=True)
    two.refused(lambda unit: unit.execute("setting_write", name="a", value="b"), write=True)
    own = two.of(Goal, two.samira)
    two.refused(lambda unit: unit.change(own, participant_id=two.jonas.id), write=True)


def test_drafts_are_hers_alone(two: Two) -> None:
    two.whole.write(drafts.save, "note/jonas", "hemligt", two.jonas.id)
    two.desk.write(drafts.save, "note/samira", "mitt", two.samira.id)
    assert [draft.content for draft in two.desk.read(drafts.drafts)] == ["mitt"]
    assert two.desk.read(drafts.load, "note/jonas") is None
    two.refused(drafts.remove, "note/jonas", write=True)
    two.refused(drafts.save, "note/jonas", "mitt", two.samira.id, write=True)
    two.refused(drafts.save, "note/x", "mitt", two.jonas.id, write=True)
    two.desk.write(drafts.remove, "note/samira")
    assert [draft.content for draft in two.whole.read(drafts.drafts)] == ["hemligt"]


async def test_the_waiting_calls_are_bounded_too(two: Two) -> None:
    assert (await two.desk.aread(person_of, two.samira.id)).name == "Samira Nordin"
    with pytest.raises(Refused):
        await two.desk.aread(person_of, two.jonas.id)
    note = WriteNote(participant_id=two.samira.id, text="vi sågs")
    assert isinstance(await two.desk.awrite(write_note, note), Note)


@pytest.mark.parametrize(
    "use",
    [
        lambda desk: desk.keys,
        lambda desk: desk.containers,
        lambda desk: desk.envelopes,
        lambda desk: desk.list_files,
        lambda desk: desk.papers,
        lambda desk: desk.check(),
        lambda desk: desk.back_up(Path("x")),
        lambda desk: desk.last_good_backup(),
        lambda desk: desk.close(),
    ],
)
def test_what_is_the_desks_is_out_of_reach(two: Two, use: Callable[[Any], Any]) -> None:
    with pytest.raises(Refused):
        use(two.desk)
    assert isinstance(two.whole, DirectDesk)
