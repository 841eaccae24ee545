"""``dirigo doctor``: what works here, and what does not."""

from __future__ import annotations

import locale
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import click

from dirigo_tui import __version__
from dirigo_tui.cli.command import DirigoCommand
from dirigo_tui.cli.commands.open_app import has_screen
from dirigo_tui.cli.exit_codes import ExitCode
from dirigo_tui.cli.invocation import Invocation
from dirigo_tui.cli.output import table
from dirigo_tui.domain.errors import Refused
from dirigo_tui.i18n.access_log import broken
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.errors import sentence
from dirigo_tui.i18n.formats import full_day
from dirigo_tui.services.paper import Paper
from dirigo_tui.services.ports import DeskOpener, HomeState
from dirigo_tui.settings.preferences import load

SMALLEST = (60, 20)
"""Columns and rows that every screen fits in."""


class Verdict(StrEnum):
    """How a check went."""

    OK = "ok"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    check: str
    verdict: Verdict
    said: str


def _terminal() -> Finding:
    columns, rows = shutil.get_terminal_size()
    if not has_screen():
        said = _("ingen skärm här: kommandona svarar med löpande text")
        return Finding("terminal", Verdict.NOTE, said)
    size = _("{columns} × {rows} tecken").format(columns=columns, rows=rows)
    fits = columns >= SMALLEST[0] and rows >= SMALLEST[1]
    return Finding("terminal", Verdict.OK if fits else Verdict.WRONG, size)


def _encoding() -> Finding:
    # Our own output is UTF-8 whatever this says; what the terminal makes of it is not.
    encoding = locale.getencoding()
    if encoding.lower().replace("-", "") in ("utf8", "cp65001"):
        return Finding("encoding", Verdict.OK, encoding)
    return Finding("encoding", Verdict.NOTE, _("{name}: å ä ö kan se fel ut").format(name=encoding))


def _keyring(opener: DeskOpener) -> Finding:
    if os.environ.get("DIRIGO_KEYRING", "").lower() == "off":
        return Finding("keyring", Verdict.NOTE, _("avstängd med DIRIGO_KEYRING=off"))
    if opener.practice:
        return Finding("keyring", Verdict.NOTE, _("används inte i övning"))
    if opener.keyring_available():
        return Finding("keyring", Verdict.OK, _("datorns nyckelring svarar"))
    return Finding("keyring", Verdict.NOTE, _("ingen nyckelring här: lösenfrasen öppnar"))


def _fonts(opener: DeskOpener) -> Finding:
    """Set a paper with a word in each script that papers are set in."""
    paper = Paper(
        language="sv",
        title="Å ä ö",
        day=date.min,
        lead=(),
        marks=(),
        running="",
        pages="",
        cover="العربية ትግርኛ Soomaali 🙂",
        blocks=(),
    )
    try:
        _content, notices = opener.papers.pdf(paper, large=False)
    except (ImportError, RuntimeError):
        return Finding("fonts", Verdict.WRONG, _("papper går inte att göra: installera om dirigo"))
    if notices:
        return Finding("fonts", Verdict.WRONG, _("typsnitt saknas: installera om dirigo"))
    return Finding("fonts", Verdict.OK, _("finns, också för arabiska och tigrinska"))


def _settings(opener: DeskOpener) -> Finding:
    path = opener.paths()["settings"]
    try:
        load(path, os.environ)
    except Refused as refused:
        return Finding("settings", Verdict.WRONG, f"{sentence(refused)} {path}")
    return Finding("settings", Verdict.OK, _("går att läsa"))


def _database(invocation: Invocation, opener: DeskOpener) -> Iterator[Finding]:
    try:
        if opener.state() is HomeState.EMPTY:
            yield Finding("database", Verdict.NOTE, _("ingen databas än: kör ”dirigo”"))
            return
        with invocation.desk() as desk:
            health = desk.check()
            log = desk.check_access_log()
            backup = None if desk.practice else desk.last_good_backup()
    except Refused as refused:
        verdict = Verdict.NOTE if refused.code == "locked" else Verdict.WRONG
        yield Finding("database", verdict, sentence(refused))
        return
    said = _("hel, SQLCipher {cipher}").format(cipher=health.cipher)
    yield Finding("database", Verdict.OK, said)
    yield Finding("schema", Verdict.OK, health.schema)
    if log.broken is None:
        yield Finding("log", Verdict.OK, _("åtkomstloggen håller"))
    else:
        yield Finding("log", Verdict.WRONG, broken(log.broken))
    if backup is not None:
        said = _("den senaste hela är från {day}").format(day=full_day(backup.created.date()))
        yield Finding("backup", Verdict.OK, said)
    elif not opener.practice:
        yield Finding("backup", Verdict.NOTE, _("ingen hel än: dirigo backup skriver en"))


@click.command("doctor", cls=DirigoCommand, help=_("Kontrollera vad som fungerar här."))
@click.pass_obj
def command(invocation: Invocation) -> int:
    """Print every finding; exit 1 if one of them is wrong."""
    opener = invocation.opener()
    findings = [
        _terminal(),
        _encoding(),
        _settings(opener),
        _fonts(opener),
        _keyring(opener),
        *_database(invocation, opener),
    ]
    labels = {
        "terminal": _("terminal"),
        "encoding": _("teckenkodning"),
        "settings": _("inställningar"),
        "fonts": _("typsnitt"),
        "keyring": _("nyckelring"),
        "database": _("databas"),
        "schema": _("databasens version"),
        "log": _("logg"),
        "backup": _("säkerhetskopia"),
    }
    signs = {Verdict.OK: _("ok"), Verdict.NOTE: _("obs"), Verdict.WRONG: _("FEL")}
    wrong = any(finding.verdict is Verdict.WRONG for finding in findings)
    data = {
        "version": __version__,
        "ok": not wrong,
        "checks": [
            {"check": finding.check, "verdict": finding.verdict, "said": finding.said}
            for finding in findings
        ],
    }
    rows = [[signs[f.verdict], labels[f.check], f.said] for f in findings]
    invocation.output.data(data, table(rows))
    return ExitCode.REFUSED if wrong else ExitCode.OK
