"""What the process tells the operating system before it holds a secret."""

import subprocess
import sys

import pytest

SCRIPT = """
import ctypes, faulthandler, resource, sys
{entry}
print(faulthandler.is_enabled(), resource.getrlimit(resource.RLIMIT_CORE),
      ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), file=sys.stderr)
"""
ENTRIES = {
    "dirigo": "from dirigo_tui import bootstrap; sys.argv = ['dirigo', '--version'];"
    " bootstrap.main()",
    "keyring helper": "from dirigo_tui.store import keyring_helper; keyring_helper.main()",
    "age helper": "from dirigo_tui.exports import age_helper; age_helper.main()",
}


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux")
@pytest.mark.parametrize("entry", ENTRIES)
def test_nobody_reads_it_and_nothing_is_dumped(entry: str) -> None:
    request = b'{"do": "get", "name": "x", "job": "open", "passphrase": "x"}\n'
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", SCRIPT.format(entry=ENTRIES[entry])],
        input=request,
        capture_output=True,
        check=True,
    )
    assert done.stderr.splitlines()[-1] == b"False (0, 0) 0"
