"""The keyring helper process: what it is told, what it refuses, and that it cannot hang us."""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from pathlib import Path

import pytest

from dirigo_tui.domain.errors import Refused
from dirigo_tui.store.keyring_helper import UnavailableError, answer
from dirigo_tui.store.keyring_slot import Keyring

SECRET = bytes(range(32))


def why(keyring: Keyring) -> object:
    with pytest.raises(Refused) as refused:
        keyring.set("name", SECRET)
    assert refused.value.code == "keyring_unavailable"
    return refused.value.params["why"]


class MemoryBackend:
    """What a ``keyring.backend.KeyringBackend`` does."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, password: str) -> None:
        self.kept[service, name] = password

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]


class ForgetfulBackend(MemoryBackend):
    def set_password(self, service: str, name: str, password: str) -> None:
        """As keyring's null backend."""


def test_the_helper_sets_gets_and_deletes() -> None:
    backend = MemoryBackend()
    assert answer({"do": "get", "name": "x"}, backend) == {"secret": None}
    assert answer({"do": "set", "name": "x", "secret": "ab"}, backend) == {"secret": None}
    assert backend.kept == {("dirigo-tui", "x"): "ab"}
    assert answer({"do": "get", "name": "x"}, backend) == {"secret": "ab"}
    assert answer({"do": "delete", "name": "x"}, backend) == {"secret": None}
    assert answer({"do": "delete", "name": "x"}, backend) == {"secret": None}
    assert backend.kept == {}


def test_a_keyring_that_throws_the_secret_away_is_found_out() -> None:
    with pytest.raises(UnavailableError, match="not_kept"):
        answer({"do": "set", "name": "x", "secret": "ab"}, ForgetfulBackend())


@pytest.mark.parametrize("module", ["null", "fail", "chainer"])
def test_keyrings_that_are_none_are_refused(monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    name = "ChainerBackend" if module == "chainer" else "Keyring"
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"keyring.backends.{module}.{name}")
    assert why(Keyring()) in {"backend_refused", "failed"}
    assert not Keyring().available()


def test_a_keyring_in_a_plain_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plain_file_keyring.py").write_text(
        "from keyring.backend import KeyringBackend\n"
        "class PlaintextKeyring(KeyringBackend):\n"
        "    priority = 1\n"
        "    def get_password(self, service, name): ...\n"
        "    def set_password(self, service, name, password):\n"
        f"        open({str(tmp_path / 'leak')!r}, 'w').write(password)\n"
        "    def delete_password(self, service, name): ...\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "plain_file_keyring.PlaintextKeyring")
    assert why(Keyring()) == "backend_refused"
    assert not (tmp_path / "leak").exists()


def test_the_folder_one_stands_in_provides_no_modules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "keyring.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    Keyring().available()
    assert not (tmp_path / "ran").exists()


def test_without_any_keyring_the_refusal_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    if sys.platform == "linux":
        assert why(Keyring()) == "no_backend"


@pytest.mark.skipif(sys.platform != "linux", reason="D-Bus")
def test_a_message_bus_that_never_answers_is_given_up_at_the_deadline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    monkeypatch.chdir(tmp_path)  # a socket's path may not be long
    with socket.socket(socket.AF_UNIX) as bus:
        bus.bind("bus")
        bus.listen()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=bus")
        begun = time.monotonic()
        assert why(Keyring(deadline=1)) == "timeout"
        assert time.monotonic() - begun < 5


def helper(script: str) -> Keyring:
    return Keyring((sys.executable, "-c", script), deadline=10)


def test_the_secret_travels_through_stdin_and_not_in_an_argument(tmp_path: Path) -> None:
    told = tmp_path / "told"
    script = (
        "import json, os, sys\n"
        "told = [sys.stdin.read(), sys.argv, dict(os.environ)]\n"
        f"json.dump(told, open({str(told)!r}, 'w'))\n"
        "print('{\"secret\": null}')"
    )
    helper(script).set("name", SECRET)
    stdin, argv, environ = json.loads(told.read_text())
    assert json.loads(stdin) == {"do": "set", "name": "name", "secret": SECRET.hex()}
    assert SECRET.hex() not in repr((argv, environ))


@pytest.mark.parametrize(
    "script",
    [
        "raise SystemExit(1)",
        "pass",
        "print('{}')",
        "print('[]')",
        "print('null')",
        "print('\"why\"')",
        "print('1')",
        "import sys; sys.stdout.buffer.write(b'\\xff')",
        "import os; os.abort()",
    ],
)
def test_a_helper_that_breaks_is_no_keyring(script: str) -> None:
    assert why(helper(script)) == "failed"


@pytest.mark.parametrize("secret", ['"xyz"', "1", "[]", '"å"'])
def test_a_secret_that_is_not_ours_is_no_keyring(secret: str) -> None:
    with pytest.raises(Refused, match="keyring_unavailable"):
        helper(f"print('{{\"secret\": {secret}}}')").get("name")


def test_a_helper_that_cannot_be_started_is_no_keyring() -> None:
    assert why(Keyring((os.devnull + "/none",))) == "failed"
