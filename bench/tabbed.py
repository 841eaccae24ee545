"""The baseline of opening a person: the same rows in tabs of tables, read before the key."""

from __future__ import annotations

import os
from dataclasses import fields
from pathlib import Path
from typing import ClassVar

from places import environment
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Header, Static, TabbedContent, TabPane

from dirigo_tui.bootstrap import Program
from dirigo_tui.domain.records import OWNED, Participant, Record, to_plain
from dirigo_tui.services import caseload
from dirigo_tui.services.caseload import Filter

os.environ.update(environment(Path(os.environ["DIRIGO_HOME"])))


class Person(Screen[None]):
    BINDINGS: ClassVar[list[BindingType]] = [("f12", "app.pop_screen", "back")]

    def __init__(self, file: dict[str, list[Record]]) -> None:
        super().__init__()
        self._file = file

    def compose(self) -> ComposeResult:
        yield Header()
        with TabbedContent():
            for name in self._file:
                with TabPane(name):
                    yield DataTable(name=name)
        yield Footer()

    def on_mount(self) -> None:
        for table in self.query(DataTable):
            rows = self._file[table.name or ""]
            if rows:
                table.add_columns(*(field.name for field in fields(rows[0])))
            for row in rows:
                table.add_row(*map(str, to_plain(row).values()))


class Tabbed(App[None]):
    BINDINGS: ClassVar[list[BindingType]] = [("enter", "open", "open")]

    def __init__(self, file: dict[str, list[Record]]) -> None:
        super().__init__()
        self._file = file

    def compose(self) -> ComposeResult:
        yield Static("press enter")

    def action_open(self) -> None:
        self.push_screen(Person(self._file))


def main() -> None:
    desk = Program().opener(home=None, practice=True, exclusive=False).unlock_practice()
    id = desk.read(caseload.worklist, Filter.MINE).ids[0]
    file: dict[str, list[Record]] = {"person": desk.read(lambda r: r.find(Participant, id=id))}
    for kind in OWNED:
        file[kind.table] = desk.read(lambda r, kind=kind: r.find(kind, participant_id=id))
    desk.close()
    Tabbed(file).run()


if __name__ == "__main__":
    main()
