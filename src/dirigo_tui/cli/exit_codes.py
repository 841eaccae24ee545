"""Exit codes (CONTRACT.md) and which refusal gives which."""

from __future__ import annotations

from enum import IntEnum

from dirigo_tui.domain.errors import Refused


class ExitCode(IntEnum):
    """What the process tells its caller."""

    OK = 0
    REFUSED = 1
    USAGE = 2
    LOCKED = 3


_LOCKED = frozenset(
    {
        "locked",
        "no_slot",
        "key_wrong",
        "key_file_damaged",
        "key_file_missing",
        "database_damaged",
        "recovery_code_mistyped",
        "keyring_unavailable",
        "backup_foreign",
        "backup_damaged",
        "container_not_age",
        "container_damaged",
        "container_wrong_key",
        "container_wrong_passphrase",
        "container_needs_identity",
        "container_needs_passphrase",
        "container_content_invalid",
    }
)
_USAGE = frozenset(
    {
        "usage",
        "passphrase_file_unreadable",
        "passphrase_file_empty",
        "identity_file_unreadable",
        "paper_form_unknown",
    }
)


def exit_code(refused: Refused) -> ExitCode:
    """3 for what stays shut, 2 for a wrong call, 1 for everything else a rule refuses."""
    if refused.code in _LOCKED:
        return ExitCode.LOCKED
    return ExitCode.USAGE if refused.code in _USAGE else ExitCode.REFUSED
