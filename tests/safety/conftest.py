"""Promises that are tried many times: ``make safety`` makes every trial, a test run some of them.

``trials.run("what is promised", trial, quick=3, full=200)`` calls ``trial(0)``, ``trial(1)`` and so
on, and fails when one of them does. The table at the end tells the trials of each promise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import safety_jobs
from disk import Disk, compiled
from trials import Trials

OPTION = "--all-trials"


@pytest.fixture
def trials(request: pytest.FixtureRequest, record_property: Callable[..., None]) -> Trials:
    """What makes trials and counts them."""
    return Trials(request.config.getoption(OPTION, default=False), record_property)


@pytest.fixture(scope="session")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Disk]:
    """Processes whose every step on the disk is counted."""
    library = compiled(tmp_path_factory.mktemp("disk"))
    if library is None:
        pytest.skip("no C compiler for the library that watches the disk, or not Linux")
    with Disk(library) as disk:
        yield disk


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk to be copied."""
    folder = tmp_path_factory.mktemp("desk") / "home"
    folder.mkdir(mode=0o700)
    safety_jobs.new_desk(folder)
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(OPTION, action="store_true", help="make every trial of the safety promises")


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if not config.getoption(OPTION, default=False):
        return
    terminalreporter.section("promises")
    terminalreporter.write_line(f"{'trials':>7} {'failed':>7}  promise")
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, figures in getattr(report, "user_properties", ()):
                if name == "trials" and report.when == "call":
                    promise, count, broken = figures
                    terminalreporter.write_line(f"{count:>7} {broken:>7}  {promise}")
