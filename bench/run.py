"""Measure everything and print it as a table: ``python bench/run.py [--people 1800 18000]``.

Never a test: a time that fails a build fails it by chance. What is promised in figures that no busy
machine disturbs stands in ``tests/integration/test_effort_and_growth.py``.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

from places import populate

PARTS = ("starting", "keys", "opening", "while_working", "database", "files")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, nargs="+", default=[1_800, 18_000])
    options.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    options.add_argument("--home", type=Path, help="keep the databases here for the next run")
    chosen = options.parse_args()
    import in_process
    import on_screen
    from rounds import table

    # Without bytecode, our modules would be compiled at every start and the baseline's would not.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    lines = []
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(temporary, "bytecode"))
        for people in chosen.people:
            home = (chosen.home or Path(temporary)) / str(people)
            print(f"{people} people ...", file=sys.stderr, flush=True)
            populate(home, people)
            for part in chosen.parts:
                measure = getattr(on_screen, part, None) or getattr(in_process, part)
                for line in measure(home, people):
                    lines.append(line)
                    print(f"  {line.name}: {line.ratio:.2f}", file=sys.stderr, flush=True)
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}\n")
    print(table(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
