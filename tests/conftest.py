"""What every test stands on: a home of its own, a keyring of its own, and no network."""

import os
import socket
from pathlib import Path
from typing import Any

import memory_keyring
import pytest
from hypothesis import settings

from dirigo_tui.i18n.catalogue import set_language


def pytest_xdist_auto_num_workers() -> int:
    """Two to a core: a test of a screen waits for its clock more than it computes."""
    return 2 * (os.cpu_count() or 1)


settings.register_profile("dirigo", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("dirigo")


@pytest.fixture(autouse=True)
def isolated_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in ``DIRIGO_HOME`` (not yet made), with a clean environment around it."""
    for name in list(os.environ):
        if name.startswith(("DIRIGO_", "TEXTUAL")):
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    monkeypatch.setenv("DIRIGO_HOME", str(home))
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture(autouse=True)
def swedish() -> None:
    """The language is the process's: a test that changes it must not change it for others."""
    set_language("sv")


@pytest.fixture(autouse=True)
def isolated_keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never the keyring of whoever runs the tests."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "memory_keyring.MemoryKeyring")
    monkeypatch.setenv(memory_keyring.VARIABLE, str(tmp_path / "keyring.json"))
    # A helper process has to find the backend as well.
    tests = Path(__file__).parent
    for folder in (tests, tests.parent / "src"):
        monkeypatch.setenv("PYTHONPATH", str(folder), prepend=os.pathsep)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sockets between processes of this machine work; anything else fails at once."""

    def guarded(name: str) -> Any:
        real = getattr(socket.socket, name)

        def call(self: socket.socket, *args: Any, **kwargs: Any) -> Any:
            if self.family != socket.AF_UNIX:
                raise AssertionError(f"a test reached for the network: {name}")
            return real(self, *args, **kwargs)

        return call

    def look_up(*_args: Any, **_kwargs: Any) -> Any:
        raise AssertionError("a test reached for the network: getaddrinfo")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, guarded(name))
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
