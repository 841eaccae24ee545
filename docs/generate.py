"""Writes the pages and the pictures that are made from the code; ``--check`` only compares.

python docs/generate.py [--check]
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import click

DOCS = Path(__file__).parent
TODAY = "2026-11-21"
SIZE = (80, 24)
COHORT = 600

_CLI_HEAD = """# The command line

Made from the program's own help (`make docs`). The options `--home`, `--practice`, `--json`,
`--plain` and `--lang` may stand before or after a command's name. Exit codes: 0 ok, 1 refused or
failed, 2 wrong usage, 3 locked, wrong key or damaged container. stdout is data, stderr narration.
"""


def _commands(
    command: click.Command, path: str, parent: click.Context | None
) -> Iterator[tuple[str, str]]:
    """Every command's full name and help text, in the order of the help."""
    context = click.Context(command, info_name=path.rsplit(" ", 1)[-1], parent=parent,
                            terminal_width=88, max_content_width=88)  # fmt: skip
    yield path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from _commands(below, f"{path} {name}", context)


def cli_page() -> str:
    """docs/cli.md: every command with its help in English."""
    from dirigo_tui.cli.language import speak
    from dirigo_tui.cli.main import build

    speak("en")
    sections = [
        f"## `{path}`\n\n```\n{help}\n```\n" for path, help in _commands(build(), "dirigo", None)
    ]
    return "\n".join([_CLI_HEAD, *sections])


def pictures() -> dict[str, str]:
    """SVG pictures of real screens on practice data, by file name."""
    from dirigo_tui.bootstrap import Program
    from dirigo_tui.i18n.catalogue import set_language
    from dirigo_tui.settings.preferences import Preferences
    from dirigo_tui.tui.entrances import make_app

    set_language("sv")
    taken = {}

    async def take(home: str) -> None:
        opener = Program().opener(home=home, practice=True, exclusive=True)
        app = make_app(opener, Preferences())
        async with app.run_test(size=SIZE) as pilot:
            await _settled(pilot)
            taken["caseload.svg"] = app.export_screenshot(title="dirigo")
            await pilot.press("enter")
            await _settled(pilot)
            taken["participant.svg"] = app.export_screenshot(title="dirigo")

    async def take_cohort(home: str, language: str, theme: str) -> None:
        set_language(language)
        opener = Program().opener(home=home, practice=True, exclusive=True)
        app = make_app(opener, Preferences(theme=theme))
        async with app.run_test(size=SIZE) as pilot:
            await _settled(pilot)
            await pilot.press("f6")
            await _settled(pilot)
            taken[f"cohort-{language}-{theme}.svg"] = app.export_screenshot(title="dirigo")
            await app.secure()

    with tempfile.TemporaryDirectory() as home:
        asyncio.run(take(home))
    with tempfile.TemporaryDirectory() as home:
        # With as few people as the caseload shows, most of a summary would be hidden.
        Program().opener(home=home, practice=True, exclusive=True).create_practice(COHORT).close()
        for language, theme in product(("sv", "en"), ("dark", "light")):
            asyncio.run(take_cohort(home, language, theme))
    return taken


async def _settled(pilot: object) -> None:
    """Wait until the screen has stopped changing."""
    before = ""
    for _ in range(100):
        await pilot.pause(0.1)  # type: ignore[attr-defined]
        shown = pilot.app.export_screenshot()  # type: ignore[attr-defined]
        if shown == before:
            return
        before = shown


def main() -> int:
    """Write everything, or with ``--check`` name what differs from its source."""
    os.environ["DIRIGO_TODAY"] = TODAY
    wanted = {"cli.md": cli_page(), **pictures()}
    stale = [
        name
        for name, content in wanted.items()
        if not (DOCS / name).is_file() or (DOCS / name).read_text(encoding="utf-8") != content
    ]
    if "--check" in sys.argv[1:]:
        for name in stale:
            print(f"docs/{name} differs from the program; run make docs", file=sys.stderr)
        return 1 if stale else 0
    for name in stale:
        (DOCS / name).write_text(wanted[name], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
