"""Breaks the program on purpose, one promise at a time, and runs the test that must notice.

python tests/safety/broken_builds.py [WORD ...]

Each build is a copy of the source with one thing changed. What a test does not notice it does not
test: the script ends with 1 when one passes. With words, only the tests whose name has one of them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Broken(NamedTuple):
    """A build and the test that is to fail on it; ``every`` when a few trials may not notice."""

    test: str
    how: str
    file: str
    old: str
    new: str
    every: bool = False


BUILDS = (
    Broken(
        "test_kill.py::test_in_a_loop_of_writing",
        "no journal",
        "store/connection.py",
        "journal_mode=WAL",
        "journal_mode=OFF",
    ),
    Broken(
        "test_kill.py::test_in_a_backup",
        "a backup is filled under its own name",
        "safe_files.py",
        "            yield aside\n            _give_name(",
        "            aside.rename(path)\n            yield path\n"
        "            return\n            print(",
    ),
    Broken(
        "test_kill.py::test_in_a_restoration",
        "a desk is restored in place",
        "safe_files.py",
        "            yield aside\n            flush_folder(aside)",
        "            aside.rename(path)\n            yield path\n            return",
    ),
    Broken(
        "test_kill.py::test_in_an_export",
        "an export is written under its own name",
        "safe_files.py",
        "        aside = _write_aside(path.parent, content)",
        "        path.write_bytes(content)\n        return",
        every=True,
    ),
    Broken(
        "test_kill.py::test_in_an_import",
        "no journal",
        "store/connection.py",
        "journal_mode=WAL",
        "journal_mode=OFF",
    ),
    Broken(
        "test_kill.py::test_in_an_upgrade",
        "the upgraded copy is written over the file, page by page",
        "store/replacing.py",
        "            take_place(aside, path)",
        "            whole = aside.read_bytes()\n"
        "            with path.open('wb', buffering=0) as file:\n"
        "                for at in range(0, len(whole), 4096):\n"
        "                    file.write(whole[at : at + 4096])",
        every=True,
    ),
    Broken(
        "test_kill.py::test_in_a_rotation",
        "a rotation that was cut short is not settled",
        "store/rotation.py",
        "            if self._new_database.exists():",
        "            return\n            if self._new_database.exists():",
    ),
    Broken(
        "test_power_cut.py::test_while_writing",
        "commits are not flushed",
        "store/connection.py",
        "synchronous=FULL",
        "synchronous=NORMAL",
    ),
    Broken(
        "test_power_cut.py::test_in_a_rotation",
        "nothing is flushed",
        "store/connection.py",
        "synchronous=FULL",
        "synchronous=OFF",
    ),
    Broken(
        "test_full_disk.py",
        "a full disk has no word of its own",
        "store/connection.py",
        '    dbapi2.SQLITE_FULL: "disk_full",\n',
        "",
    ),
    Broken(
        "test_hostile_files.py::test_a_damaged_container",
        "a decryption error is not caught",
        "exports/age_container.py",
        "except pyrage.DecryptError",
        "except pyrage.RecipientError",
    ),
    Broken(
        "test_hostile_files.py::test_a_forged_content",
        "what cannot be read is not foreseen",
        "services/handover/incoming.py",
        "    except (ValueError, OverflowError):",
        "    except ZeroDivisionError:",
        every=True,
    ),
    Broken(
        "test_key_files.py",
        "the mac is not checked",
        "store/key_slots.py",
        "if not hmac.compare_digest(key_file.mac, _mac(key_file, key)):",
        "if False:",
    ),
    Broken(
        "test_age_vectors.py",
        "a decryption error is not caught",
        "exports/age_container.py",
        "except pyrage.DecryptError",
        "except pyrage.RecipientError",
    ),
    Broken(
        "test_other_implementation.py",
        "pages of another size",
        "store/connection.py",
        '    connection.execute("SELECT count(*) FROM sqlite_master")',
        '    connection.execute("PRAGMA cipher_page_size=8192")\n'
        '    connection.execute("SELECT count(*) FROM sqlite_master")',
    ),
    Broken(
        "test_circumstances.py::test_a_read_only_folder",
        "a lock that cannot be had has no word",
        "store/single_writer.py",
        "        except OSError:",
        "        except ZeroDivisionError:",
    ),
    Broken(
        "test_circumstances.py::test_a_clock_set_back",
        "undo goes by the clock",
        "store/statements.py",
        "         ORDER BY number DESC LIMIT 1",
        "         ORDER BY at DESC LIMIT 1",
    ),
    Broken(
        "test_circumstances.py::test_many_programs_on_one_desk",
        "nobody takes the lock",
        "store/single_writer.py",
        "            lock.acquire()",
        "            pass",
    ),
    Broken(
        "test_any_import.py::test_any_cells",
        "a list with errors is taken in all the same",
        "services/list_import/run.py",
        "    if not errors:",
        "    if True:",
    ),
    Broken(
        "test_any_import.py::test_damaged_csv",
        "quotes that do not end have no word",
        "exports/csv_reader.py",
        "except csv.Error",
        "except ZeroDivisionError",
        every=True,
    ),
    Broken(
        "test_hostile_screens.py",
        "hidden characters are not made visible",
        "tui/widgets/safe_text.py",
        "visible(str(text), multiline=multiline)",
        "str(text)",
    ),
)


def fails(build: Broken) -> bool:
    """Whether the test fails on the broken build."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        if (ROOT.parent / "shared").is_dir():
            (root.parent / "shared").symlink_to(ROOT.parent / "shared")
        for name in ("src", "migrations", "fixtures", "tests"):
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", root)
        file = root / "src" / "dirigo_tui" / build.file
        content = file.read_text(encoding="utf-8")
        if content.count(build.old) != 1:
            raise SystemExit(f"{build.file} does not have, once: {build.old}")
        file.write_text(content.replace(build.old, build.new), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
        command += ["--all-trials"] * build.every
        test = f"tests/safety/{build.test}"
        ended = subprocess.run(
            [*command, test], cwd=root, capture_output=True, text=True, check=False
        )
    if ended.returncode not in (0, 1):
        raise SystemExit(f"{test} does not run:\n{ended.stdout}{ended.stderr}")
    return "trials failed" in ended.stdout


def main() -> int:
    """Run every build asked for; 1 when a test notices nothing."""
    words = sys.argv[1:]
    missed = 0
    for build in BUILDS:
        if words and not any(word in build.test for word in words):
            continue
        noticed = fails(build)
        missed += not noticed
        print(f"{'noticed' if noticed else 'MISSED ':7}  {build.test}: {build.how}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
