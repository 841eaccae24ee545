"""Calling ``dirigo`` in this process, on a real encrypted database with cheap keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from calls import Dirigo, Ran
from cheap_keys import CHEAP

from dirigo_tui import bootstrap
from dirigo_tui.cli.main import main
from dirigo_tui.store.vault import Vault


@pytest.fixture
def dirigo(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], isolated_home: Path
) -> Dirigo:
    """Run ``dirigo ARGUMENTS``; the home folder and the passphrase file are set."""
    passphrase = isolated_home.parent / "passphrase"
    passphrase.write_text("björn äter åkerbär\n", encoding="utf-8")
    monkeypatch.setenv("DIRIGO_PASSPHRASE_FILE", str(passphrase))
    monkeypatch.setenv("DIRIGO_KEYRING", "off")
    monkeypatch.setenv("DIRIGO_TODAY", "2026-11-21")
    monkeypatch.setattr(
        bootstrap.Opener,
        "_vault",
        lambda self: Vault(self._folders.key_file, argon2=CHEAP),
    )

    def run(*arguments: str | Path) -> Ran:
        code = main(bootstrap.Program(), [str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(int(code), captured.out, captured.err)

    return run


@pytest.fixture
def desk(dirigo: Dirigo) -> Dirigo:
    """The same, with an empty database in place."""
    assert dirigo("init").code == 0
    return dirigo
