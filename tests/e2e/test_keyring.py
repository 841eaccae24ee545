"""The system keyring for real: gnome-keyring on a message bus of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NEEDED = ("dbus-run-session", "gnome-keyring-daemon")
MISSING = [program for program in NEEDED if shutil.which(program) is None]

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]

LOCKED = "gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1; "
UNLOCKED = "printf '\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; "

VAULT = """
import sys
from pathlib import Path
from cheap_keys import CHEAP
from dirigo_tui.store.keyring_slot import Keyring
from dirigo_tui.store.vault import Vault

keyring = Keyring()
vault = Vault(Path(sys.argv[1]), keyring=keyring, argon2=CHEAP)
"""

CREATE = VAULT + "print(keyring.available(), vault.create(use_keyring=True).key.hex())"
UNLOCK = VAULT + "print(vault.unlock_with_keyring().hex())"
REMOVE = (
    VAULT
    + """
from dirigo_tui.domain.vocabulary import SlotKind
from dirigo_tui.store.key_file import read
key = vault.unlock_with_keyring()
key_file = read(Path(sys.argv[1]))
(slot,) = key_file.of_kind(SlotKind.KEYRING)
name = f"{key_file.database}.{slot.id}"
print(keyring.get(name) == key)
vault.remove(key, slot.id)
print(keyring.get(name))
"""
)
ASK = """
from dirigo_tui.domain.errors import Refused
from dirigo_tui.store.keyring_slot import Keyring
try:
    Keyring(deadline=1.5).set("name", b"secret")
except Refused as refused:
    print(refused.code, refused.params["why"])
"""


def in_session(folder: Path, before: str, *scripts: str) -> list[str]:
    """What the scripts print, run one after the other on one fresh message bus."""
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_RUNTIME_DIR": str(folder),
        "PYTHONPATH": str(Path(__file__).parent.parent),
    }
    shell = before + 'path=$1; shift; for script; do "$0" -c "$script" "$path" || exit 1; done'
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", shell, sys.executable, folder / "keys", *scripts],
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_a_vault_opens_with_what_another_process_put_into_the_keyring(tmp_path: Path) -> None:
    available, created, unlocked, is_the_key, left = in_session(
        tmp_path, UNLOCKED, CREATE, UNLOCK, REMOVE
    )
    assert available == "True"
    assert unlocked == created
    assert (is_the_key, left) == ("False", "None")
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or bytes.fromhex(created) not in file.read_bytes()


def test_a_locked_keyring_is_given_up(tmp_path: Path) -> None:
    in_session(tmp_path, UNLOCKED, CREATE)
    code, why = in_session(tmp_path, LOCKED, ASK)
    assert code == "keyring_unavailable"
    assert why in {"timeout", "locked", "failed"}


def test_a_message_bus_without_a_keyring_is_given_up(tmp_path: Path) -> None:
    code, why = in_session(tmp_path, "", ASK)
    assert code == "keyring_unavailable"
    assert why in {"timeout", "no_backend", "failed"}
