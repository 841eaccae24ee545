"""The passphrase half of age, in a process of its own.

Turning a passphrase into a key (scrypt) is meant to take a second or two, and pyrage holds the
interpreter lock all that while: in a thread it would freeze the screen. Both ends of the pipe stand
here. The passphrase and the content travel over standard input, where no list of processes shows
them; the child answers with the result (exit 0) or with the code of a refusal (exit 1).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

from dirigo_tui.domain.errors import Refused
from dirigo_tui.private_memory import keep_memory_private


def seal_inline(content: bytes, passphrase: str) -> bytes:
    """Encrypt to a passphrase in this process: one to three seconds with everything at a stop."""
    from pyrage import passphrase as age

    sealed: bytes = age.encrypt(content, passphrase)
    return sealed


def open_inline(sealed: bytes, passphrase: str) -> bytes:
    """Decrypt with a passphrase in this process.

    Raises:
        Refused: ``container_wrong_passphrase``, ``container_too_demanding`` (this computer would
            need minutes) or ``container_damaged``.
    """
    import pyrage

    try:
        content: bytes = pyrage.passphrase.decrypt(sealed, passphrase)
    except pyrage.DecryptError as error:
        # Nothing but the wording tells pyrage's reasons apart.
        reason = str(error)
        if reason.startswith("Decryption failed"):
            raise Refused("container_wrong_passphrase") from None
        if reason.startswith("Excessive work"):
            raise Refused("container_too_demanding") from None
        raise Refused("container_damaged") from None
    return content


def seal_in_child(content: bytes, passphrase: str) -> bytes:
    """:func:`seal_inline` in a child process. Raises ``Refused("container_helper_failed")``."""
    return _ask("seal", content, passphrase)


def open_in_child(sealed: bytes, passphrase: str) -> bytes:
    """:func:`open_inline` in a child process; also ``Refused("container_helper_failed")``."""
    return _ask("open", sealed, passphrase)


_JOBS: dict[str, Callable[[bytes, str], bytes]] = {"seal": seal_inline, "open": open_inline}


def _ask(job: str, content: bytes, passphrase: str) -> bytes:
    request = json.dumps({"job": job, "passphrase": passphrase}).encode("ascii") + b"\n"
    # -P keeps the folder the user stands in, and whatever lies in it, off the import path.
    child = subprocess.run(
        [sys.executable, "-P", "-m", "dirigo_tui.exports.age_helper"],
        input=request + content,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if child.returncode == 0:
        return child.stdout
    code = child.stdout.decode("ascii", "replace")
    raise Refused(code if code.startswith("container_") else "container_helper_failed")


def main() -> int:
    """The child's end: one request on standard input, one answer on standard output."""
    keep_memory_private()
    request = json.loads(sys.stdin.buffer.readline())
    try:
        answer = _JOBS[request["job"]](sys.stdin.buffer.read(), request["passphrase"])
    except Refused as refused:
        sys.stdout.buffer.write(refused.code.encode("ascii"))
        return 1
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
