"""Receiving what has changed at both desks: told field by field, decided by option or by asking."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from calls import Dirigo, Ran

from dirigo_tui.bootstrap import Opener
from dirigo_tui.domain.records import MappingEntry, Participant
from dirigo_tui.domain.vocabulary import MappingArea
from dirigo_tui.services.mapping import WriteArea, write_area
from dirigo_tui.services.participants import Basics, RegisterParticipant, register
from dirigo_tui.services.ports import Desk
from dirigo_tui.settings.folders import Folders


@contextmanager
def opened(home: Path) -> Iterator[Desk]:
    opener = Opener(Folders(home, home), practice=False, exclusive=False)
    desk = opener.unlock_with_passphrase("björn äter åkerbär")
    try:
        yield desk
    finally:
        desk.close()


def write(home: Path, **texts: str) -> None:
    with opened(home) as desk:
        (person,) = desk.read(lambda reader: reader.find(Participant))
        command = WriteArea(participant_id=person.id, area=MappingArea.HEALTH, **texts)
        desk.write(write_area, command)


def words(home: Path) -> list[str]:
    with opened(home) as desk:
        (entry,) = desk.read(lambda reader: reader.find(MappingEntry))
    return [entry.own_words, entry.obstacles]


@pytest.fixture
def receive(desk: Dirigo, isolated_home: Path) -> Callable[..., Ran]:
    """Receive a file in which the mapping of somebody differs from the one here."""
    other, there, back = (isolated_home.parent / name for name in ("other", "a.age", "b.age"))
    assert desk("init", "--desk", "Järfälla", "--home", other).code == 0
    with opened(isolated_home) as ours:
        basics = Basics(reference="R1", name="Samira Nordin")
        ours.write(register, RegisterParticipant(basics=basics))
    write(isolated_home, own_words="Ont")
    hand_over = ("export", "participant", "R1", "-o")
    to_them = desk("keys", "recipient", "--home", other).out.strip()
    assert desk(*hand_over, there, "--to", to_them).code == 0
    assert desk("receive", there, "--home", other).code == 0
    write(isolated_home, own_words="Bättre")
    write(other, own_words="Sämre", obstacles="Trött")
    to_us = desk("keys", "recipient").out.strip()
    assert desk(*hand_over, back, "--to", to_us, "--home", other).code == 0
    return lambda *options: desk("receive", back, *options)


def test_a_conflict_is_told_field_by_field(
    receive: Callable[..., Ran], isolated_home: Path
) -> None:
    ran = receive("--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "conflicts")
    (conflict,) = ran.data["conflicts"]
    assert conflict["fields"] == [
        {"field": "own_words", "here": "Bättre", "there": "Sämre"},
        {"field": "obstacles", "here": "", "there": "Trött"},
    ]
    told = receive().err
    assert "Egna ord: här Bättre, i filen Sämre" in told
    assert "ändrad på båda arbetsplatserna" in told
    assert words(isolated_home) == ["Bättre", ""]


@pytest.mark.parametrize(
    ("how", "answers", "expected"),
    [
        ("keep-mine", "", ["Bättre", ""]),
        ("take-theirs", "", ["Sämre", "Trött"]),
        ("ask", "\nja\n", ["Bättre", "Trött"]),
    ],
)
def test_a_conflict_is_decided(
    receive: Callable[..., Ran],
    isolated_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    how: str,
    answers: str,
    expected: list[str],
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    ran = receive("--conflict", how)
    assert ran.code == 0
    assert "Från: Järfälla (ny avsändare, nyckel " in ran.out
    assert words(isolated_home) == expected


def test_who_stops_answering_has_changed_nothing(
    receive: Callable[..., Ran], isolated_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("ja\n"))
    assert receive("--conflict", "ask").code == 1
    assert words(isolated_home) == ["Bättre", ""]


def test_a_dry_run_says_what_each_row_would_say(
    receive: Callable[..., Ran], isolated_home: Path
) -> None:
    ran = receive("--dry-run", "--conflict", "take-theirs")
    assert ran.code == 0
    assert "Det här är svårt: här –, i filen Trött" in ran.out
    assert words(isolated_home) == ["Bättre", ""]
