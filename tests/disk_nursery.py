"""The process that :class:`disk.Disk` talks to: forks one for every job, under the library.

Run as ``python disk_nursery.py LIBRARY`` with the library preloaded; reads one job a line.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from importlib import import_module
from pathlib import Path

KILLED = 9


def main() -> None:
    library = ctypes.CDLL(sys.argv[1])
    library.disk_begin.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.c_long]
    library.disk_mark.argtypes = [ctypes.c_uint64]
    for line in sys.stdin:
        print(json.dumps(outcome(library, *json.loads(line))), flush=True)


def outcome(
    library: ctypes.CDLL, job: str, folder: str, arguments: list[object], kill_at: int, log: str
) -> dict[str, object]:
    """Fork, run the job, wait for its end."""
    module, _, name = job.partition(":")
    function = getattr(import_module(module), name)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        fd = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600) if log else -1

        def tell(word: str, text: object) -> None:
            os.write(writing, f"{word} {text}\n".encode())

        def say(number: int) -> None:
            library.disk_mark(number)
            tell("said", number)

        library.disk_begin(os.fsencode(folder), fd, kill_at)
        error = ""
        try:
            function(say, Path(folder), *arguments)
        except BaseException as failure:
            error = f"{type(failure).__name__}: {failure}"
        tell("steps", library.disk_steps())
        tell("error", error.replace("\n", " "))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        words = [line.rstrip("\n").partition(" ")[::2] for line in told]
    _, status = os.waitpid(child, 0)
    last = dict(words)
    return {
        "killed": os.WIFSIGNALED(status) and os.WTERMSIG(status) == KILLED,
        "steps": int(last.get("steps", kill_at)),
        "said": [int(text) for word, text in words if word == "said"],
        "error": last.get("error", ""),
    }


if __name__ == "__main__":
    main()
