"""The desk that ``dirigo`` has in the home folder, without the command line in between."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from dirigo_tui import bootstrap


def write(use_case: Any, *args: Any) -> Any:
    """Run a use case there."""
    passphrase = Path(os.environ["DIRIGO_PASSPHRASE_FILE"]).read_text("utf-8").strip()
    opened = bootstrap.Program().opener(home=None, practice=False, exclusive=False)
    desk = opened.unlock_with_passphrase(passphrase)
    try:
        return desk.write(use_case, *args)
    finally:
        desk.close()


def journal() -> list[tuple[str, dict[str, Any]]]:
    """What has been written down that is about nobody in particular, latest first."""

    def read(unit: Any) -> Any:
        found = unit._connection.execute(
            "SELECT action, params FROM journal WHERE participant_id IS NULL ORDER BY number DESC"
        )
        return [(action, json.loads(params)) for action, params in found]

    return list(write(read))
