"""A chain of entries, what breaks it, and what a month's sample is drawn by."""

from __future__ import annotations

import pytest

from dirigo_tui.domain.access_log import (
    BEGINNING,
    Anchor,
    Break,
    Entry,
    Fault,
    access_of,
    first_break,
    link_of,
    sampled,
    without_names,
)
from dirigo_tui.domain.vocabulary import Access, Action


def chain(count: int, actor: str = "Anna Lind", month: str = "2026-11") -> list[Entry]:
    entries: list[Entry] = []
    link = BEGINNING
    for number in range(1, count + 1):
        fields = (number, f"{month}-21T08:00:00.{number:03}Z", actor, "a" * 32, "opened", "")
        link = link_of(link, fields)
        entries.append(Entry(*fields, link))
    return entries


def anchor(entry: Entry) -> tuple[str, Anchor]:
    return "file", Anchor(entry.number, entry.link)


def test_a_link_is_the_hash_of_one_json_list() -> None:
    # By hand: printf '["",1,"2026-11-21T08:00:00.000Z","Åsa",null,"unlocked",""]' | sha256sum
    entry = (1, "2026-11-21T08:00:00.000Z", "Åsa", None, "unlocked", "")
    expected = "4032afa2fcc7a69985ac18ab5338d602513707feccfa911a8d4fe86f6138c4fb"
    assert link_of(BEGINNING, entry) == expected


def test_a_whole_chain_holds() -> None:
    entries = chain(5)
    assert first_break(entries, [anchor(entries[2]), anchor(entries[4])]) is None
    assert first_break([], []) is None


@pytest.mark.parametrize("field", ["at", "actor", "participant_id", "action", "reason", "link"])
def test_an_edited_entry_is_found(field: str) -> None:
    entries = chain(5)
    entries[2] = entries[2]._replace(**{field: "x"})
    assert first_break(entries, []) == Break(3, Fault.EDITED)


def test_an_entry_taken_out_of_the_middle_is_missed() -> None:
    entries = chain(5)
    assert first_break(entries[:2] + entries[3:], []) == Break(3, Fault.MISSING)


def test_a_cut_tail_is_told_by_the_anchor_alone() -> None:
    entries = chain(5)
    assert first_break(entries[:3], []) is None
    assert first_break(entries[:3], [anchor(entries[4])]) == Break(4, Fault.CUT, "file")


def test_a_log_made_anew_is_told_by_the_anchor() -> None:
    known = chain(5)
    assert first_break(chain(6, actor="Bo Ek"), [anchor(known[3])]) == Break(
        4, Fault.REPLACED, "file"
    )


def test_a_sample_is_the_same_for_all_and_of_that_month_alone() -> None:
    entries = chain(30, month="2026-10") + chain(30, month="2026-11")
    drawn = sampled(entries, "2026-10", 5)
    assert drawn == sampled(reversed(entries), "2026-10", 5)
    assert [entry.at[:7] for entry in drawn] == ["2026-10"] * 5
    assert drawn == sorted(drawn)
    assert drawn != sampled(chain(30, "Bo Ek", "2026-10"), "2026-10", 5)


@pytest.mark.parametrize(
    ("reason", "kept"),
    [
        ("Kim bad om det", "… bad om det"),
        ("EK, Kims mamma (R-7) ringde", "…, … mamma (…) ringde"),
        ("Ekonomi och kimono", "Ekonomi och kimono"),
        ("revision", "revision"),
    ],
)
def test_a_reason_is_kept_without_the_name(reason: str, kept: str) -> None:
    assert without_names(reason, "Kim Ek", "R-7") == kept
    assert without_names(reason, "", "") == reason


def test_every_use_case_has_a_name_in_the_log() -> None:
    assert access_of(Action.RATED) is Access.CHANGED
    assert access_of(Action.PLAN_PRINTED) is Access.PRINTED
    assert access_of(Action.PARTICIPANT_EXPORTED) is Access.EXPORTED
