"""The wheel holds everything the program needs, and works outside the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("wheel")]

Installed = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture
def installed(wheel: Path, tmp_path: Path) -> Installed:
    """Run ``dirigo`` from the unpacked wheel, with no way to the checkout."""
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("PYTHON")
    } | {"PYTHONPATH": str(site), "DIRIGO_KEYRING": "off", "DIRIGO_HOME": str(tmp_path / "home")}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-P", *arguments], cwd=tmp_path, env=environment,
            capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    return run


def test_the_wheel_ships_migrations_fixtures_and_catalogues(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "dirigo_tui/migrations/env.py",
        "dirigo_tui/migrations/versions/0001_first_schema.py",
        "dirigo_tui/fixtures/deltagare_bra.xlsx",
        "dirigo_tui/i18n/locales/en/LC_MESSAGES/dirigo.mo",
        "dirigo_tui/tui/app.tcss",
        "dirigo_tui/domain/goals.toml",
        "dirigo_tui/py.typed",
    ):
        assert wanted in names
    assert not [name for name in names if name.startswith(("tests/", "bench/", "docs/"))]


def test_doctor_and_demo_run_from_the_wheel(installed: Installed, tmp_path: Path) -> None:
    where = installed("-c", "import dirigo_tui; print(dirigo_tui.__file__)")
    assert where.stdout.startswith(str(tmp_path / "site")), where.stderr
    doctor = installed("-m", "dirigo_tui", "doctor", "--json")
    assert (doctor.returncode, json.loads(doctor.stdout)["data"]["ok"]) == (0, True)
    demo = installed("-m", "dirigo_tui", "demo", "--no-open", "--json")
    assert demo.returncode == 0, demo.stderr
    listed = installed("-m", "dirigo_tui", "demo")
    assert listed.returncode == 0
    assert len(listed.stdout.splitlines()) == 60
    doctor = installed("-m", "dirigo_tui", "doctor", "--practice", "--json")
    checks = {c["check"]: c["verdict"] for c in json.loads(doctor.stdout)["data"]["checks"]}
    assert (checks["database"], checks["schema"]) == ("ok", "ok")
