"""Desks of earlier versions through today's commands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from calls import Dirigo

RELEASED = Path(__file__).parents[2] / "fixtures" / "released"
FOLDERS = sorted(path for path in RELEASED.iterdir() if path.is_dir())


@pytest.mark.parametrize("released", FOLDERS, ids=lambda path: path.name)
def test_a_stored_desk_is_listed_and_shown(
    released: Path, isolated_home: Path, dirigo: Dirigo
) -> None:
    isolated_home.mkdir(mode=0o700)
    shutil.copytree(released, isolated_home / "practice")
    listed = dirigo("list", "--practice", "--json")
    again = dirigo("list", "--practice", "--json")
    assert listed.code == 0
    assert len(listed.data["participants"]) > 0
    assert listed.data == again.data
    for person in listed.data["participants"][:5]:
        shown = dirigo("show", "--practice", "--json", person["reference"])
        assert shown.code == 0
        assert shown.data["reference"] == person["reference"]
    assert dirigo("doctor", "--practice").code == 0
