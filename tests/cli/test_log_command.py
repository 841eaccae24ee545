"""``dirigo log``, and that whatever shows or hands out somebody's file leaves a line in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from calls import Dirigo

from dirigo_tui.domain.access_log import Break, Fault
from dirigo_tui.services.ports import LogCheck
from dirigo_tui.store.access_log import AccessLog

LIST = "Referens;Namn;Målgrupp;Start\nR1;Kim Ek;sjukskriven;2026-01-07\n"


@pytest.fixture
def filled(desk: Dirigo, tmp_path: Path) -> Dirigo:
    path = tmp_path / "lista.csv"
    path.write_text(LIST, encoding="utf-8")
    assert desk("import", path).code == 0
    return desk


def said(dirigo: Dirigo, *arguments: str) -> list[str]:
    """Actions, oldest first, without the unlocking that every call begins with."""
    entries = dirigo("log", *arguments, "--json").data["entries"]
    return [entry["action"] for entry in reversed(entries) if entry["action"] != "unlocked"]


@pytest.mark.parametrize(
    ("arguments", "action", "about_kim"),
    [
        (("show", "R1"), "opened", True),
        (("list",), "listed", False),
        (("list", "--search", "kim"), "searched", False),
        (("export", "participant", "R1", "-o", "k.age", "--passphrase-file", "pw"), "exported",
         True),
        (("summary", "--unprotected", "--reason", "revision"), "exact_summary", False),
        (("log", "R1"), "log_read", True),
        (("subject-access", "R1", "-o", "utdrag"), "subject_access", True),
        (("backup", "-o", "k.backup"), "backed_up", False),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)  # fmt: skip
def test_what_is_shown_or_handed_out_is_logged(
    filled: Dirigo,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    action: str,
    about_kim: bool,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pw").write_text("en hemlig fras\n", encoding="utf-8")
    assert filled(*arguments).code == 0
    assert said(filled)[-1] == action
    assert (action in said(filled, "R1")) is about_kim


def test_the_search_text_is_not_in_the_log(filled: Dirigo) -> None:
    filled("list", "--search", "kim ek")
    assert "kim" not in filled("log", "--json").out.lower()


def test_why_exact_figures_were_shown_is(filled: Dirigo) -> None:
    filled("summary", "--unprotected", "--reason", "revision 2026")
    assert "revision 2026" in filled("log").out


def test_a_whole_log_is_verified_against_what_is_kept_elsewhere(filled: Dirigo) -> None:
    ran = filled("log", "verify")
    assert ran.code == 0
    assert ran.out.startswith("Loggen håller: ")
    kept = ran.out.splitlines()[1]
    assert re.fullmatch("[0-9]+:[0-9a-f]{64}", kept)
    assert filled("log", "verify", "--against", kept).code == 0
    number, _colon, link = kept.partition(":")
    other = f"{number}:{link[::-1]}"
    ran = filled("log", "verify", "--against", other, "--json")
    assert ran.code == 1
    assert ran.data["broken"] == {"entry": int(number), "fault": "replaced", "anchor": "given"}
    assert f"Rad {number} i loggen" in ran.json["error"]["message"]


def test_the_first_broken_entry_is_told(filled: Dirigo, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: AccessLog, anchors: object) -> LogCheck:
        return LogCheck(self.anchor(), {}, Break(3, Fault.EDITED))

    monkeypatch.setattr(AccessLog, "check", broken)
    ran = filled("log", "verify")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "Rad 3 i loggen har ändrats sedan den skrevs.\n"


def test_a_sample_is_the_same_twice(filled: Dirigo) -> None:
    at = filled("log", "--json").data["entries"][0]["at"]
    assert re.fullmatch(r"[-0-9]{10}T[:0-9]{8}\.[0-9]{3}Z", at)
    month = at[:7]
    first = filled("log", "--sample", "--month", month, "--json").data
    assert first["entries"]
    assert filled("log", "--sample", "--month", "2020-01", "--json").data == {"entries": []}
    assert filled("log", "--month", month).code == 2


def test_nobody_of_that_reference(filled: Dirigo) -> None:
    assert filled("log", "R9").code == 1


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("log",), "log"),
        (("log", "R1"), "log"),
        (("log", "about"), "log"),
        (("log", "R1", "--dammig"), "log"),
        (("log", "verify"), "log verify"),
        (("log", "verify", "--dammig"), "log verify"),
    ],
)
def test_what_it_prints_bears_its_name(
    filled: Dirigo, arguments: tuple[str, ...], named: str
) -> None:
    for call in ((*arguments, "--json"), ("--json", *arguments)):
        assert filled(*call).json["command"] == named


def test_the_log_says_who(dirigo: Dirigo) -> None:
    assert dirigo("init", "--no-keyring", "--caseworker", "Anna Lind", "--json").code == 0
    assert dirigo("list").code == 0
    _reading_it, listed, *_before = dirigo("log", "--json").data["entries"]
    assert (listed["actor"], listed["action"]) == ("Anna Lind", "listed")
