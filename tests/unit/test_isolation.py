"""The promises of conftest.py, which every other test relies on."""

import asyncio
import os
import socket
import subprocess
import sys
from pathlib import Path

import keyring
import pytest


def test_the_home_is_the_test_s_own(isolated_home: Path, tmp_path: Path) -> None:
    assert Path(os.environ["DIRIGO_HOME"]) == isolated_home
    assert isolated_home.is_relative_to(tmp_path)
    assert not isolated_home.exists()
    assert [name for name in os.environ if name.startswith("DIRIGO_")] == ["DIRIGO_HOME"]


def test_the_network_is_out_of_reach() -> None:
    with pytest.raises(AssertionError, match="network"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(AssertionError, match="network"):
        socket.getaddrinfo("example.org", 443)
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams,
        pytest.raises(AssertionError, match="network"),
    ):
        datagrams.sendto(b"x", ("192.0.2.1", 53))


async def test_an_event_loop_and_its_processes_still_work() -> None:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "print(1)", stdout=asyncio.subprocess.PIPE
    )
    assert await child.communicate() == (b"1\n", None)


@pytest.mark.parametrize("_round", [1, 2])
def test_the_keyring_starts_empty_and_is_shared_with_child_processes(_round: int) -> None:
    assert keyring.get_password("dirigo", "desk") is None
    keyring.set_password("dirigo", "desk", "å")
    child = subprocess.run(
        [
            sys.executable,
            "-c",
            "import keyring; print(ascii(keyring.get_password('dirigo','desk')))",
        ],
        capture_output=True,
        check=True,
        text=True,
    )
    assert child.stdout.strip() == ascii("å")
