"""Choosing a file: a field to type a name or a path in, and what there is in the folder."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from dirigo_tui.domain.text import fold, sort_key
from dirigo_tui.i18n.catalogue import N_, _
from dirigo_tui.tui.commands import Command, HasCommands
from dirigo_tui.tui.widgets.entry import Entry
from dirigo_tui.tui.widgets.safe_text import safe

CHOOSE = Command(
    "file.choose",
    "enter",
    N_("välj"),
    N_("Välj den markerade filen, eller gå in i mappen."),
    action="submit",
)

MOST = 200
"""Files shown of one folder; a few letters find the others."""


def named_folder(folder: Path, text: str) -> tuple[Path, str]:
    """The folder that a text points into, and what is left of the text as part of a name.

    Args:
        folder: where one is; a text without any folder in it stays there.
    """
    head, tail = os.path.split(text)
    if not head:
        return folder, tail if tail != "~" else ""
    return (folder / Path(head).expanduser()).absolute(), tail


def contents(folder: Path, name: str, suffixes: Collection[str]) -> list[Path]:
    """The files that can be chosen, the latest first, then the folders by name.

    Args:
        name: occurs in the names, whatever their case and accents.
        suffixes: of the files, in lower case with the dot.

    Returns:
        Nothing when the folder cannot be read.
    """
    files: list[tuple[float, Path]] = []
    folders: list[Path] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") or fold(name) not in fold(entry.name):
                    continue
                path = Path(entry.path)
                if entry.is_dir():
                    folders.append(path)
                elif path.suffix.lower() in suffixes:
                    files.append((entry.stat().st_mtime, path))
    except OSError:
        return []
    newest = [path for _moment, path in sorted(files, reverse=True)]
    return [*newest, *sorted(folders, key=lambda path: sort_key(path.name))][:MOST]


class _Name(Entry, HasCommands):
    """The field; what Enter does in it is told in the footer."""

    commands = (CHOOSE,)


class FileChoice(Vertical):
    """The field and the folder below it. A folder that is chosen is gone into.

    Args:
        suffixes: of the files that can be chosen.
        folder: where to begin.
    """

    DEFAULT_CSS = """
    FileChoice { height: 1fr; }
    FileChoice .where { color: $quiet; margin-top: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    FileChoice OptionList { height: 1fr; border: none; padding: 0;
        background: $background; color: $foreground; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move('cursor_up')", show=False),
        Binding("down", "move('cursor_down')", show=False),
        Binding("pageup", "move('page_up')", show=False),
        Binding("pagedown", "move('page_down')", show=False),
    ]

    class Chosen(Message):
        """A file has been chosen."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

    def __init__(self, suffixes: Collection[str], folder: Path) -> None:
        super().__init__()
        self._suffixes = suffixes
        self._folder = folder
        self._shown: Sequence[Path] = ()

    def compose(self) -> ComposeResult:
        """The field, which folder, what is in it."""
        yield _Name(placeholder=N_("en del av namnet, eller hela sökvägen"))
        yield Static(classes="where")
        yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Show the folder to begin in; the keys stay in the field."""
        self.query_one(OptionList).can_focus = False
        self._look()

    def say_again(self) -> None:
        """List the folder in the language in use by now."""
        self._look()

    @work(exclusive=True)
    async def _look(self) -> None:
        folder, name = named_folder(self._folder, self.query_one(Entry).value)
        found = await asyncio.to_thread(contents, folder, name, self._suffixes)
        self._shown = found if name else [*found, folder.parent]
        self.query_one(".where", Static).update(safe(str(folder)))
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(self._line(path, folder)) for path in self._shown])
        options.highlighted = 0 if self._shown else None

    @staticmethod
    def _line(path: Path, folder: Path) -> Content:
        if path == folder.parent:
            return safe(_("..  mappen ovanför"))
        return safe(f"{path.name}{os.sep}" if path.is_dir() else path.name)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._look()

    async def action_move(self, how: str) -> None:
        """Move among the files."""
        await self.app.run_action(how, self.query_one(OptionList))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        folder, name = named_folder(self._folder, event.value)
        marked = self.query_one(OptionList).highlighted
        if name and (folder / name).is_file():
            self._choose(folder / name)
        elif marked is not None:
            self._choose(self._shown[marked])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._choose(self._shown[event.option_index])

    def _choose(self, path: Path) -> None:
        if not path.is_dir():
            self.post_message(self.Chosen(path))
            return
        self._folder = path
        field = self.query_one(Entry)
        if field.value:
            field.value = ""
        else:
            self._look()

    def explain(self) -> str:
        """What ``?`` says."""
        return _(
            "Skriv en del av filens namn, eller hela sökvägen. ↑ och ↓ går bland filerna,"
            " Enter väljer fil eller går in i mappen."
        )
