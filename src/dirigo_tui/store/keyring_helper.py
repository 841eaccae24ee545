"""One operation on the system's keyring, as a process of its own: ``python -m`` this module.

A process, because a broken D-Bus service blocks for two minutes and only a process can be ended.
It reads one JSON object from stdin, ``{"do": "get" | "set" | "delete", "name", "secret"}``, and
writes one to stdout: ``{"secret": text or null}``, or ``{"why": code}`` when it did not work.
"""

from __future__ import annotations

import hmac
import json
import sys
from typing import Any

from dirigo_tui.private_memory import keep_memory_private

SERVICE = "dirigo-tui"

PREFERRED = {
    "darwin": ("keyring.backends.macOS.Keyring",),
    "win32": ("keyring.backends.Windows.WinVaultKeyring",),
}
PREFERRED_ELSEWHERE = (
    "keyring.backends.SecretService.Keyring",
    "keyring.backends.kwallet.DBusKeyring",
    "keyring.backends.libsecret.Keyring",
)
"""By name: letting keyring search for backends costs more than everything else here."""

TRUSTED = frozenset(
    f"keyring.backends.{name}"
    for name in ("SecretService", "Windows", "kwallet", "libsecret", "macOS")
)
"""The keyrings of the operating systems. Not ``null``, which forgets what it is given, and none of
the third-party ones, of which several are plain files."""


class UnavailableError(Exception):
    """The keyring cannot be used; ``args[0]`` says why."""


def main() -> None:
    """Answer the one request on stdin."""
    from keyring.errors import KeyringLocked

    keep_memory_private()
    request = json.load(sys.stdin)
    try:
        reply = answer(request, backend())
    except UnavailableError as unavailable:
        reply = {"why": unavailable.args[0]}
    except KeyringLocked:
        reply = {"why": "locked"}
    except Exception:  # Backends raise whatever their libraries do.
        reply = {"why": "failed"}
    json.dump(reply, sys.stdout)


def answer(request: dict[str, str], keyring: Any) -> dict[str, str | None]:
    """Do what the request says.

    Args:
        request: see the module.
        keyring: a ``keyring.backend.KeyringBackend``.

    Raises:
        UnavailableError: ``not_kept`` when the keyring does not give back what it was given.
    """
    name = request["name"]
    if request["do"] == "set":
        keyring.set_password(SERVICE, name, request["secret"])
        kept = keyring.get_password(SERVICE, name) or ""
        if not hmac.compare_digest(kept.encode(), request["secret"].encode()):
            raise UnavailableError("not_kept")
    elif request["do"] == "delete":
        if keyring.get_password(SERVICE, name) is not None:
            keyring.delete_password(SERVICE, name)
    else:
        return {"secret": keyring.get_password(SERVICE, name)}
    return {"secret": None}


def backend() -> Any:
    """The keyring that the user has configured, else the operating system's.

    Raises:
        UnavailableError: ``backend_refused`` when the configured one is not trusted,
            ``no_backend`` when there is none.
    """
    from keyring import core

    configured = core.load_env() or core.load_config()
    if configured is not None:
        if type(configured).__module__ not in TRUSTED:
            raise UnavailableError("backend_refused")
        return configured
    for name in PREFERRED.get(sys.platform, PREFERRED_ELSEWHERE):
        try:
            return core.load_keyring(name)
        except Exception:  # noqa: S112 - not on this machine, for whatever reason: the next
            continue
    raise UnavailableError("no_backend")


if __name__ == "__main__":
    main()
