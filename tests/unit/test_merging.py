"""Whose row is later when two desks hold the same person's file."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dirigo_tui.domain.merging import Side, Verdict, decide


def side(content: str | None, seen: str = "", version: int = 1) -> Side:
    return Side(content, frozenset(seen), version)


@pytest.mark.parametrize(
    ("here", "there", "verdict"),
    [
        (side("a"), side("a"), Verdict.SAME),
        (side("a", "a", 2), side("a", "xyz", 9), Verdict.SAME),
        (side(None), side("a"), Verdict.TAKE),
        (side("a"), side(None), Verdict.KEEP),
        (side("a"), side("b", "a", 2), Verdict.TAKE),
        (side("b", "ab", 2), side("a"), Verdict.KEEP),
        (side("b", "ab", 2), side("c", "ac", 2), Verdict.CONFLICT),
        (side("b", "ab", 2), side("c", "ac", 9), Verdict.CONFLICT),
        (side("a", "a"), side(None, "a", 0), Verdict.TAKE),
        (side("b", "ab", 2), side(None, "a", 0), Verdict.CONFLICT),
        (side(None, "a", 0), side("a"), Verdict.KEEP),
        (side(None, "a", 0), side("b", "a", 2), Verdict.CONFLICT),
        (side(None, "a", 0), side(None, "b", 0), Verdict.SAME),
        (side("b", "ab", 2), side("a", "b", 3), Verdict.TAKE),
        (side("b", "ab", 4), side("a", "b", 3), Verdict.KEEP),
    ],
)
def test_verdicts(here: Side, there: Side, verdict: Verdict) -> None:
    assert decide(here, there, untouched=False) is verdict


def test_an_untouched_row_gives_way_to_a_later_version_only() -> None:
    here = side("a", "a", 2)
    assert decide(here, side("b", "", 3), untouched=True) is Verdict.TAKE
    assert decide(here, side("b", "", 2), untouched=True) is Verdict.CONFLICT
    assert decide(here, side("b", "", 3), untouched=False) is Verdict.CONFLICT


@dataclass
class Row:
    """A row at one desk, as the desk keeps it."""

    content: str | None = None
    seen: set[str] = field(default_factory=set)
    version: int = 0

    def edit(self, content: str | None) -> None:
        self.become(content, self.version + 1)

    def become(self, content: str | None, version: int) -> None:
        self.seen |= {content} if content else set()
        self.content, self.version = content, version if content else 0

    def side(self) -> Side:
        return Side(self.content, frozenset(self.seen), self.version)

    def file(self) -> Side:
        return Side(self.content, frozenset(self.seen - {self.content}), self.version)

    def receive(self, file: Side) -> Verdict:
        verdict = decide(self.side(), file, untouched=False)
        if verdict is Verdict.TAKE:
            self.become(file.content, max(file.version, self.version + 1))
        return verdict


edits = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(["edit", "edit", "delete"])))


@given(edits=edits)
def test_desks_that_take_turns_never_disagree(edits: list[tuple[int, str]]) -> None:
    desks = (Row(), Row())
    files: list[Side] = []
    desks[0].edit("first")
    desks[1].receive(desks[0].file())
    for number, (who, what) in enumerate(edits):
        if desks[who].content is None:
            break  # what is deleted is not written again under the same id
        desks[who].edit(None if what == "delete" else str(number))
        files.append(desks[who].file())
        assert desks[1 - who].receive(files[-1]) is Verdict.TAKE
        assert desks[0].content == desks[1].content
    for old in files[:-1]:
        for desk in desks:
            before = desk.content
            desk.receive(old)
            assert desk.content == before


@given(mine=st.integers(1, 4), theirs=st.integers(1, 4))
def test_what_was_written_at_both_desks_is_never_overwritten(mine: int, theirs: int) -> None:
    here, there = Row(), Row()
    here.edit("first")
    there.receive(here.file())
    for number in range(mine):
        here.edit(f"here {number}")
    for number in range(theirs):
        there.edit(f"there {number}")
    assert here.receive(there.file()) is Verdict.CONFLICT
    assert there.receive(here.file()) is Verdict.CONFLICT
