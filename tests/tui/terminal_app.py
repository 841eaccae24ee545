"""A program for ``test_launch.py``: the app on a real terminal, with a desk in memory.

Its argument says what its one screen does: ``wait``, ``crash`` or ``worker``; after
``vanish`` there is no terminal left to print to.
"""

import asyncio
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from front_end import Blank, MemoryOpener, app_with

from dirigo_tui.tui import launch


class Acting(Blank):
    """Says that it is there, then does what it was told to."""

    def on_mount(self) -> None:
        self.dirigo.drafts.note("note:1", "halvskrivet")
        if sys.argv[1] == "worker":
            self.run_worker(self._fail())

    def key_x(self) -> None:
        passphrase = "hemlig fras"
        raise ValueError(f"{passphrase} Samira")

    async def _fail(self) -> None:
        name = "Samira"
        await asyncio.sleep(0.05)
        raise LookupError(name)


opener = MemoryOpener()
app: Any = app_with(Acting, opener=opener)
code = launch.drive(app)
if sys.argv[1] == "vanish":
    sys.exit(code)
desk = opener.desks[-1]
print(f"END closed={desk.closed} drafts={desk.unit.drafts}")
raise SystemExit(code)
