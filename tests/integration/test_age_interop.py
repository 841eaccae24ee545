"""Debian's ``age`` opens what is sealed here, and the other way round."""

import fcntl
import os
import pty
import select
import shutil
import subprocess
import termios
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from dirigo_tui.domain.errors import Refused
from dirigo_tui.exports.age_container import (
    check_recipient,
    new_identity,
    open_sealed,
    parse_identity_file,
    recipient_of,
    seal,
)

pytestmark = pytest.mark.skipif(
    shutil.which("age") is None or shutil.which("age-keygen") is None,
    reason="age and age-keygen are not installed",
)

CONTENT = "Åsa vill börja läsa till undersköterska\n".encode() * 3000
PASSPHRASE = "blå häst åt höst"


def age(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["age", *arguments], capture_output=True, check=False, timeout=60)


def age_at_a_terminal(*arguments: str | Path, answers: list[str]) -> None:
    """Run age, which asks for a passphrase nowhere but at a terminal of its own."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        ["age", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=partial(fcntl.ioctl, theirs, termios.TIOCSCTTY, 0),  # noqa: PLW1509
    )
    os.close(theirs)
    said = b""
    with suppress(OSError):  # reading fails once the other side is closed
        while select.select([ours], [], [], 60)[0] and (chunk := os.read(ours, 1000)):
            said += chunk
            if answers and said.rstrip().endswith(b":"):
                os.write(ours, answers.pop(0).encode() + b"\n")
                said = b""
    os.close(ours)
    assert process.wait(timeout=60) == 0, said
    assert answers == []


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "nyckel.txt"
    subprocess.run(["age-keygen", "-o", path], check=True, capture_output=True)
    return path


def public(key: Path) -> str:
    done = subprocess.run(["age-keygen", "-y", key], check=True, capture_output=True, text=True)
    return check_recipient(done.stdout)


def test_keys_are_read_alike(key: Path, tmp_path: Path) -> None:
    (identity,) = parse_identity_file(key.read_text())
    assert recipient_of(identity) == public(key)
    identity, recipient = new_identity()
    ours = tmp_path / "ours.txt"
    ours.write_text(identity + "\n")
    assert public(ours) == recipient


@pytest.mark.parametrize("armored", [False, True])
@pytest.mark.parametrize("content", [b"", CONTENT])
def test_age_opens_ours(key: Path, tmp_path: Path, content: bytes, armored: bool) -> None:
    sealed = tmp_path / "p.age"
    _, somebody_else = new_identity()
    sealed.write_bytes(seal(content, recipients=[somebody_else, public(key)], armored=armored))
    opened = age("-d", "-i", key, sealed)
    assert (opened.returncode, opened.stdout) == (0, content)


@pytest.mark.parametrize("options", [[], ["-a"]], ids=["binary", "armored"])
def test_we_open_what_age_sealed(key: Path, tmp_path: Path, options: list[str]) -> None:
    plain = tmp_path / "plain"
    plain.write_bytes(CONTENT)
    sealed = age(*options, "-r", public(key), plain).stdout
    assert open_sealed(sealed, identities=parse_identity_file(key.read_text())) == CONTENT


def test_age_opens_ours_with_the_passphrase(tmp_path: Path) -> None:
    sealed = tmp_path / "p.age"
    sealed.write_bytes(seal(CONTENT, passphrase=PASSPHRASE, armored=True))
    opened = tmp_path / "opened"
    age_at_a_terminal("-d", "-o", opened, sealed, answers=[PASSPHRASE])
    assert opened.read_bytes() == CONTENT


def test_we_open_what_age_sealed_with_a_passphrase(tmp_path: Path) -> None:
    plain, sealed = tmp_path / "plain", tmp_path / "p.age"
    plain.write_bytes(CONTENT)
    age_at_a_terminal("-p", "-o", sealed, plain, answers=[PASSPHRASE, PASSPHRASE])
    assert open_sealed(sealed.read_bytes(), passphrase=PASSPHRASE) == CONTENT


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")
@pytest.mark.parametrize("kind", ["ed25519", "rsa"])
def test_ssh_keys_both_ways(tmp_path: Path, kind: str) -> None:
    key = tmp_path / "id"
    subprocess.run(["ssh-keygen", "-q", "-t", kind, "-N", "", "-f", key], check=True)
    recipient = check_recipient(key.with_suffix(".pub").read_text())
    sealed = tmp_path / "p.age"
    sealed.write_bytes(seal(CONTENT, recipients=[recipient]))
    assert age("-d", "-i", key, sealed).stdout == CONTENT
    (tmp_path / "plain").write_bytes(CONTENT)
    theirs = age("-r", recipient, tmp_path / "plain").stdout
    assert open_sealed(theirs, identities=parse_identity_file(key.read_text())) == CONTENT


def test_both_refuse_the_same_damage(key: Path, tmp_path: Path) -> None:
    sealed = bytearray(seal(CONTENT, recipients=[public(key)]))
    sealed[-1] ^= 1
    path = tmp_path / "p.age"
    path.write_bytes(sealed)
    assert age("-d", "-i", key, path).returncode == 1
    with pytest.raises(Refused) as caught:
        open_sealed(bytes(sealed), identities=parse_identity_file(key.read_text()))
    assert caught.value.code == "container_damaged"
