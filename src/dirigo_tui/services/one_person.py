"""A desk on which only one participant's file can be reached.

The joint session's screens hold this instead of the desk (DOMAIN.md §1: the plan is the
participant's): whatever a use case asks for, nobody else's rows come out and none go in. What is
not known to be about one person is refused, so that a new use case has to be let in on purpose.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, Final, NoReturn, ParamSpec, TypeVar

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import OwnedRecord, Participant, Record

if TYPE_CHECKING:
    from dirigo_tui.domain.records import JournalEntry, Plain
    from dirigo_tui.domain.vocabulary import Access, Action
    from dirigo_tui.services.ports import Desk, Reader, UnitOfWork

R = TypeVar("R", bound=Record)
T = TypeVar("T")
P = ParamSpec("P")


def _refuse() -> NoReturn:
    raise Refused("one_person_only")


def _only(row: Mapping[str, object], participant_id: str) -> bool:
    return row["participant_id"] == participant_id


_ASKED_ABOUT: Final[Mapping[str, Callable[[Mapping[str, Any]], object]]] = {
    "worklist_page": lambda values: json.loads(values["ids"]),
    "worklist_details": lambda values: [values["participant_id"]],
}
"""Statements that name whom they read: the ids in the values they bind."""

_OWN_ROWS: Final = frozenset({"draft", "drafts"})
"""Statements whose rows say whose they are; the others' are left out."""


class _OnePersonReader:
    """Fulfils :class:`dirigo_tui.services.ports.Reader` for one file.

    Args:
        inner: reads everything.
        participant_id: whose file.
    """

    def __init__(self, inner: Reader, participant_id: str) -> None:
        self._reader = inner
        self._id = participant_id
        self.today: date = inner.today

    def get(self, kind: type[R], id: str) -> R:
        """The record with that id, if it is in the file."""
        record = self._reader.get(kind, id)
        self._check(record)
        return record

    def find(self, kind: type[R], **equal: object) -> list[R]:
        """Records of the file whose columns equal the given values."""
        if issubclass(kind, OwnedRecord):
            owner = "participant_id"
        elif issubclass(kind, Participant):
            owner = "id"
        else:
            _refuse()
        if equal.setdefault(owner, self._id) != self._id:
            _refuse()
        return self._reader.find(kind, **equal)

    def read_ahead(self, participant_id: str, *kinds: type[Record]) -> None:
        """Read records of the file in one statement."""
        self._check_id(participant_id)
        if not all(issubclass(kind, OwnedRecord | Participant) for kind in kinds):
            _refuse()
        self._reader.read_ahead(participant_id, *kinds)

    def rows(self, statement: str, **values: object) -> list[dict[str, Any]]:
        """Rows of a statement that is known to be about one person."""
        if statement in _OWN_ROWS:
            found = self._reader.rows(statement, **values)
            return [row for row in found if _only(row, self._id)]
        asked = _ASKED_ABOUT.get(statement)
        if asked is None or asked(values) != [self._id]:
            _refuse()
        return self._reader.rows(statement, **values)

    def history(self, participant_id: str) -> list[JournalEntry]:
        """What has been done to the file."""
        self._check_id(participant_id)
        return self._reader.history(participant_id)

    def setting(self, name: str) -> str:  # noqa: ARG002 - none of them is the participant's
        """Refused."""
        _refuse()

    def _check(self, record: Record) -> None:
        if isinstance(record, OwnedRecord):
            self._check_id(record.participant_id)
        elif isinstance(record, Participant):
            self._check_id(record.id)
        else:
            _refuse()

    def _check_id(self, participant_id: str | None) -> None:
        if participant_id != self._id:
            _refuse()


class _OnePersonUnit(_OnePersonReader):
    """Fulfils :class:`dirigo_tui.services.ports.UnitOfWork` for one file.

    Args:
        inner: writes everywhere.
        participant_id: whose file.
    """

    def __init__(self, inner: UnitOfWork, participant_id: str) -> None:
        super().__init__(inner, participant_id)
        self._unit = inner
        self.now: datetime = inner.now
        self.actor: str = inner.actor

    def new_id(self) -> str:
        """A fresh record id."""
        return self._unit.new_id()

    def add(self, record: R) -> R:
        """Insert a record into the file."""
        self._check(record)
        return self._unit.add(record)

    def add_all(self, records: Sequence[Record]) -> None:
        """Insert records into the file."""
        for record in records:
            self._check(record)
        self._unit.add_all(records)

    def change(self, record: R, **fields: Any) -> R:
        """Write the given fields of a record of the file; it stays there."""
        self._check(record)
        if fields.keys() & {"id", "participant_id"}:
            _refuse()
        return self._unit.change(record, **fields)

    def remove(self, record: Record) -> None:
        """Delete a record of the file."""
        self._check(record)
        self._unit.remove(record)

    def add_many(self, records: Iterable[Record]) -> None:  # noqa: ARG002 - for whole files
        """Refused."""
        _refuse()

    def replace_many(self, records: Iterable[Record]) -> None:  # noqa: ARG002 - for whole files
        """Refused."""
        _refuse()

    def happened(self, action: Action, participant_id: str | None, **params: Plain) -> None:
        """Name what was done to the file."""
        self._check_id(participant_id)
        self._unit.happened(action, participant_id, **params)

    def undo(self, participant_id: str | None) -> JournalEntry:
        """Take back the latest change to the file."""
        self._check_id(participant_id)
        return self._unit.undo(participant_id)

    def redo(self, participant_id: str | None) -> JournalEntry:
        """Do again what was taken back in the file."""
        self._check_id(participant_id)
        return self._unit.redo(participant_id)

    def set_setting(self, name: str, value: str) -> None:  # noqa: ARG002 - the desk's, not hers
        """Refused."""
        _refuse()

    def execute(self, statement: str, **values: object) -> int:
        """Write or remove a draft of the file."""
        drafted = self._unit.rows("draft", key=values.get("key"))
        if not all(_only(row, self._id) for row in drafted):
            _refuse()
        if statement == "draft_write":
            self._check_id(str(values["participant_id"]))
        elif statement != "draft_remove":
            _refuse()
        return self._unit.execute(statement, **values)


def _within(
    view: Callable[[Any, str], object],
    participant_id: str,
    use_case: Callable[Concatenate[Any, P], T],
) -> Callable[Concatenate[Any, P], T]:
    """The use case, run on one file of whatever it is given."""

    def run(whole: Any, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return use_case(view(whole, participant_id), *args, **kwargs)

    return run


class OnePerson:
    """Stands in for a :class:`dirigo_tui.services.ports.Desk`, for one file.

    Everything that is not named here raises ``Refused("one_person_only")``: keys, files, backups.

    Args:
        desk: the whole desk.
        participant_id: whose file.
    """

    def __init__(self, desk: Desk, participant_id: str) -> None:
        self._desk = desk
        self._id = participant_id
        self.practice: bool = desk.practice
        self.home: Path = desk.home

    def read(
        self, use_case: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run ``use_case(reader, ...)`` with a reader of the file."""
        return self._desk.read(_within(_OnePersonReader, self._id, use_case), *args, **kwargs)

    def write(
        self, use_case: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run ``use_case(unit, ...)`` with a unit of work on the file."""
        return self._desk.write(_within(_OnePersonUnit, self._id, use_case), *args, **kwargs)

    async def aread(
        self, use_case: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """:meth:`read` without blocking the event loop."""
        return await self._desk.aread(
            _within(_OnePersonReader, self._id, use_case), *args, **kwargs
        )

    async def awrite(
        self, use_case: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """:meth:`write` without blocking the event loop."""
        return await self._desk.awrite(_within(_OnePersonUnit, self._id, use_case), *args, **kwargs)

    def note_access(
        self, access: Access, participant_id: str | None = None, reason: str = ""
    ) -> None:
        """Note in the access log that something of the file is read."""
        if participant_id != self._id:
            _refuse()
        self._desk.note_access(access, participant_id, reason)

    def __getattr__(self, name: str) -> NoReturn:
        """Whatever else a desk has, also what it may get one day: refused."""
        _refuse()
