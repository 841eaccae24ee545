"""The program itself, with something long to do: again and again after SIGUSR1 or SIGUSR2."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
from pathlib import Path

from places import environment

from dirigo_tui.bootstrap import Program
from dirigo_tui.settings.preferences import Preferences
from dirigo_tui.tui import launch
from dirigo_tui.tui.app import DirigoApp
from dirigo_tui.tui.entrances import make_app

os.environ.update(environment(Path(os.environ["DIRIGO_HOME"])))


async def summaries(app: DirigoApp) -> None:
    from dirigo_tui.services.summary import SummaryOrder, summary

    while True:
        await app.desk.aread(summary, SummaryOrder(by_site=True))


async def exports(app: DirigoApp) -> None:
    from dirigo_tui.services.cohort_files.exporting import ExportCohort, export_cohort
    from dirigo_tui.services.set_up import own_recipient

    recipient = await app.desk.aread(own_recipient)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(1000):
            command = ExportCohort(path=Path(folder, str(number)), recipients=[recipient])
            await asyncio.to_thread(export_cohort, app.desk, command)


def main() -> int:
    app = make_app(Program().opener(home=None, practice=True, exclusive=True), Preferences())
    tasks = []
    for number, work in ((signal.SIGUSR1, summaries), (signal.SIGUSR2, exports)):
        # Not the loop's own handler: the loop is not there yet.
        signal.signal(
            number,
            lambda *_, work=work: app.call_from_anywhere(work),  # type: ignore[attr-defined]
        )
    app.call_from_anywhere = lambda work: tasks.append(  # type: ignore[attr-defined]
        asyncio.run_coroutine_threadsafe(work(app), app._loop)
    )
    return launch.drive(app)


if __name__ == "__main__":
    sys.exit(main())
