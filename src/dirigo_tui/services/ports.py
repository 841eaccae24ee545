"""The protocols that use cases work through; ``store`` and ``exports`` fulfil them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

from dirigo_tui.services.progress import Progress, unheard

# Everything imports this module, and it needs the nouns only to name them.
if TYPE_CHECKING:
    from dirigo_tui.domain.access_log import Anchor, Break
    from dirigo_tui.domain.records import JournalEntry, Plain, Record
    from dirigo_tui.domain.vocabulary import Access, Action, EnvelopeFormat, SlotKind
    from dirigo_tui.services.list_import.grid import SheetGrid
    from dirigo_tui.services.paper import Paper
    from dirigo_tui.services.workbook import PlainTable, Workbook

R = TypeVar("R", bound="Record")
T = TypeVar("T")
U_co = TypeVar("U_co", covariant=True)
P = ParamSpec("P")


class Reader(Protocol):
    """Reading inside one transaction."""

    today: date
    """The day it is for rules (``DIRIGO_TODAY``), Swedish local time."""

    def get(self, kind: type[R], id: str) -> R:
        """The record with that id. Raises ``Refused("not_found", kind=...)``."""

    def find(self, kind: type[R], **equal: object) -> list[R]:
        """Records whose columns equal the given values, in the order they were recorded."""

    def read_ahead(self, participant_id: str, *kinds: type[Record]) -> None:
        """Read all of a person's records of some kinds in one statement.

        :meth:`get` of the person and :meth:`find` by the person alone are then answered from
        memory. A unit of work reads what it has written, and so reads nothing ahead.
        """

    def rows(self, statement: str, **values: object) -> list[dict[str, Any]]:
        """Rows of a named statement of ``store/statements``, as dictionaries keyed by column.

        Args:
            statement: the statement's name, e.g. ``"caseload_first"``.
            **values: what it binds; dates as ISO text.
        """

    def history(self, participant_id: str) -> list[JournalEntry]:
        """What has been done to a participant's file, latest first, undone entries included."""

    def setting(self, name: str) -> str:
        """A setting kept in the database (organisation, desk, caseworker ...), or ""."""


class UnitOfWork(Reader, Protocol):
    """Reading and writing inside one transaction that commits when the use case returns."""

    now: datetime
    """UTC; what ``recorded_at`` gets."""
    actor: str
    """The caseworker at this desk; what ``recorded_by`` gets."""

    def new_id(self) -> str:
        """A fresh record id."""

    def add(self, record: R) -> R:
        """Insert a record. Raises ``Refused("row_refused", table=...)`` when the bounds of its
        table say no: a row that no use case should have let through."""

    def add_all(self, records: Sequence[Record]) -> None:
        """:meth:`add` for records of one table, in one statement."""

    def change(self, record: R, **fields: Any) -> R:
        """Write the given fields of a record just read.

        The result has the next version, or a higher one that is among the fields.

        Raises ``Refused("changed_elsewhere")`` when the row is no longer the one that was read, and
        ``row_refused`` as :meth:`add`.
        Writes nothing when no field differs, and returns the record as it is.
        """

    def remove(self, record: Record) -> None:
        """Delete a record (a mistake in a draft, or undo).

        Raises ``Refused("row_in_use", table=...)`` for a consent that something went out under.
        """

    def add_many(self, records: Iterable[Record]) -> None:
        """Insert many records set by set, outside the journal (import, receive, practice data)."""

    def replace_many(self, records: Iterable[Record]) -> None:
        """Write whole records over those with the same id, outside the journal."""

    def happened(self, action: Action, participant_id: str | None, **params: Plain) -> None:
        """Name what this use case did. Once per use case; it becomes one step of undo."""

    def accessed(self, access: Access, participant_id: str | None, reason: str = "") -> None:
        """Note in the access log what :meth:`happened` does not say.

        What happened is noted by itself; this is for reading under the name of a use case.
        """

    def undo(self, participant_id: str | None) -> JournalEntry:
        """Take back the latest change not yet undone (of that participant; of anybody when None).

        Raises ``Refused("nothing_to_undo")``, or ``Refused("changed_elsewhere")`` when a row has
        been changed by other means since.
        """

    def redo(self, participant_id: str | None) -> JournalEntry:
        """Do again what was undone last. Raises ``Refused("nothing_to_redo")`` and as above."""

    def set_setting(self, name: str, value: str) -> None:
        """Write a setting kept in the database."""

    def execute(self, statement: str, **values: object) -> int:
        """Run a named writing statement of ``store/statements``; the rows it touched."""


class Containers(Protocol):
    """Sealing and opening age containers."""

    def seal(
        self, content: bytes, *, recipients: Sequence[str] = (), passphrase: str = ""
    ) -> bytes:
        """Encrypt to age recipients, or to a passphrase. Raises ``Refused("recipient_…")``."""

    def open(self, sealed: bytes, *, identities: Sequence[str] = (), passphrase: str = "") -> bytes:
        """Decrypt. Raises ``Refused("container_…")``; no partial plaintext is ever returned."""

    def new_identity(self) -> tuple[str, str]:
        """A fresh secret key and its public recipient."""

    def check_recipient(self, text: str) -> str:
        """A recipient in the form to keep and compare. Raises ``Refused("recipient_…")``."""

    def parse_identity_file(self, text: str) -> list[str]:
        """The secret keys in an identity file. Raises ``Refused("identity_…")``."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a container holds, checked (docs/formats.md).

    Attributes:
        created: UTC.
        from_desk: the sending desk's name, as it says itself.
        counts: number of rows per list of the payload.
        sha256: of the canonical payload, in hexadecimal.
        payload: JSON-ready values.
        signed_by: the public key of a valid signature; "" when it is not signed.
    """

    format: EnvelopeFormat
    practice: bool
    created: datetime
    from_desk: str
    counts: Mapping[str, int]
    sha256: str
    payload: Mapping[str, Any]
    signed_by: str = ""


class Envelopes(Protocol):
    """The JSON document inside a container."""

    def wrap(
        self,
        format: EnvelopeFormat,
        payload: Mapping[str, Any],
        *,
        practice: bool,
        created: datetime,
        from_desk: str,
        counts: Mapping[str, int],
        signing_key: str = "",
    ) -> bytes:
        """The document for a payload of JSON-ready values, signed unless there is no key."""

    def new_signing_key(self) -> str:
        """A fresh secret key to sign documents with."""

    def public_key(self, signing_key: str) -> str:
        """The public key that belongs to it, as in :attr:`Envelope.signed_by`."""

    def unwrap(self, document: bytes) -> Envelope:
        """Raises ``Refused("container_newer")`` or ``Refused("container_content_invalid")``."""


class ListFiles(Protocol):
    """Reading the organisation's own list, workbook or CSV."""

    def read_list(self, path: Path) -> Sequence[SheetGrid]:
        """The file's sheets as plain grids. Raises ``Refused("list_…")`` for what is no list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """Whole days in a calendar file.

    Attributes:
        uid: the same each time the event is written.
        first, last: both belong to it.
        recurrence: an RFC 5545 RRULE counted from ``first``, or "".
    """

    uid: str
    title: str
    first: date
    last: date
    recurrence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A calendar file as a front end has worded it.

    Attributes:
        name: what a calendar program may call it.
    """

    name: str
    events: tuple[CalendarEvent, ...]


class Papers(Protocol):
    """Setting what is handed out: paper, calendar and figures."""

    def pdf(self, paper: Paper, *, large: bool) -> tuple[bytes, tuple[str, ...]]:
        """A tagged PDF on A4, and codes of what the reader should know of it.

        It is PDF/UA-1 unless the notice is ``paper_characters_missing``: some character has no
        glyph in the fonts that come with the program, and a box stands in its place.
        """

    def text(self, paper: Paper) -> bytes:
        """The same as plain text, UTF-8, at most 72 columns wide."""

    def calendar(self, calendar: Calendar, *, stamp: datetime) -> bytes:
        """An iCalendar file (RFC 5545); ``stamp`` is when it was made, UTC."""

    def workbook(self, workbook: Workbook) -> bytes:
        """An Excel workbook (ECMA-376) without formulas, links or macros."""

    def plain_table(self, table: PlainTable) -> bytes:
        """CSV as Excel reads it: UTF-8 with byte order mark, ``;`` between cells.

        A text that a spreadsheet would take for a formula begins with an apostrophe.
        """


@dataclass(frozen=True, slots=True)
class Health:
    """What a check of the database found to be in order.

    Attributes:
        schema: the revision of the schema.
        cipher: the version of SQLCipher that encrypts it.
        participants: how many people it holds.
    """

    schema: str
    cipher: str
    participants: int


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup file holds, checked on both sides.

    Attributes:
        created: UTC, whole seconds.
        schema: the revision of the schema.
        counts: number of rows by table.
        sha256: of all rows (docs/formats.md), in hexadecimal.
        log: what the access log has come to, which is in neither of the two; None in a backup of
            before there was one.
    """

    created: datetime
    practice: bool
    schema: str
    counts: Mapping[str, int]
    sha256: str
    log: Anchor | None = None


@dataclass(frozen=True, slots=True)
class LogCheck:
    """Whether the access log holds.

    Attributes:
        head: what it has come to.
        anchors: what it was compared with, by where that is kept.
        broken: where it breaks first, or None.
    """

    head: Anchor
    anchors: Mapping[str, Anchor]
    broken: Break | None


class Keys(Protocol):
    """The ways to unlock an open desk, and changing them.

    Every change raises ``Refused``: ``already_open``, ``key_file_damaged`` and its like, and what
    :func:`dirigo_tui.safe_files.write_private` raises. The key file is then as it was.
    """

    def add_passphrase(self, passphrase: str) -> None:
        """Let a further passphrase unlock.

        Raises ``passphrase_empty``, ``passphrase_short``, ``too_many_slots``.
        """

    def add_keyring(self) -> None:
        """Let the keyring of this computer unlock.

        Raises ``keyring_unavailable``, ``too_many_slots``.
        """

    def add_escrow(self, recipient: str) -> None:
        """Let whoever holds the secret key of an age recipient unlock: the organisation.

        Raises ``recipient_…``, ``escrow_exists``, ``too_many_slots``.
        """

    def remove(self, slot_id: str) -> None:
        """Remove a slot. Raises ``slot_unknown``, and ``slot_last`` for the last one that does not
        hang on the keyring of this computer."""

    def renew_recovery(self) -> str:
        """A new recovery code, to show once; the old one opens nothing any more."""

    def has_passphrase(self) -> bool:
        """Whether a passphrase unlocks; the keyring answers whoever sits there."""

    def check_secret(self, secret: str) -> None:
        """Whether it is a passphrase or the recovery code of the desk; changes nothing.

        Raises ``key_wrong``, and ``memory_short``. Takes about a second.
        """

    def hash_pin(self, pin: str) -> str:
        """What to keep of a PIN so that :meth:`pin_matches` can tell it again, and no more."""

    def pin_matches(self, pin: str, hashed: str) -> bool:
        """Whether it is the PIN that was hashed. Takes about a second."""


@dataclass(frozen=True, slots=True)
class Rotated:
    """What became of the ways to unlock when the database key was replaced.

    Attributes:
        recovery_code: the new one, to show once; "" when there is none.
        lost: the slots that could not come along: passphrases nobody gave, other computers.
    """

    recovery_code: str = field(repr=False)
    lost: Sequence[SlotInfo]


class Desk(Protocol):
    """An unlocked desk: the one database thread and what stands beside it."""

    practice: bool
    home: Path

    @property
    def keys(self) -> Keys:
        """The ways to unlock it."""

    @property
    def containers(self) -> Containers:
        """How files are sealed and opened."""

    @property
    def envelopes(self) -> Envelopes:
        """How the document inside them is written and read."""

    @property
    def list_files(self) -> ListFiles:
        """How lists to import are read."""

    @property
    def papers(self) -> Papers:
        """How papers and calendar files are set."""

    def read(
        self, use_case: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run ``use_case(reader, ...)`` on the database thread and wait."""

    def write(
        self, use_case: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run ``use_case(unit, ...)`` in one transaction on the database thread and wait."""

    async def aread(
        self, use_case: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """:meth:`read` without blocking the event loop."""

    async def awrite(
        self, use_case: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """:meth:`write` without blocking the event loop; never cancelled once begun."""

    def note_access(
        self, access: Access, participant_id: str | None = None, reason: str = ""
    ) -> None:
        """Note in the access log that something is read; returns at once.

        It is written after what the database thread has in hand, and at the latest on closing.
        """

    def check(self) -> Health:
        """Check the whole database file. Raises ``Refused("database_damaged")``."""

    def forget_deleted(self) -> None:
        """Write the database file anew, so that nothing deleted can be read out of it, and make one
        of the desk's own backups.

        Raises ``Refused``: ``database_busy`` while another process has it open; ``disk_full`` and
        its like.
        """

    def check_access_log(self, given: Anchor | None = None) -> LogCheck:
        """Check every entry, and what is kept of the log elsewhere: beside the database, in the
        desk's own backups, in the keyring.

        Args:
            given: what a receipt or a backup somewhere else says of it.
        """

    def back_up(self, path: Path, progress: Progress = unheard) -> Backup:
        """Write a backup file where there is none, opened and compared before it gets its name.

        Raises ``Refused``: ``backup_not_verified``, ``database_damaged``, ``file_exists``,
        ``disk_full`` and its like; ``stopped`` by ``progress``. Nothing is left behind then.
        """

    def last_good_backup(self) -> Backup | None:
        """The latest of the desk's own backups that can be restored; tried by restoring it."""

    def close(self) -> None:
        """Close the database and forget the key."""


class HomeState(StrEnum):
    """What stands in the home folder before anything is unlocked."""

    EMPTY = "empty"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class SetUp:
    """What the first run asks for. ``passphrase`` may be "" only when the keyring takes a slot."""

    passphrase: str
    use_keyring: bool
    organisation: str
    desk: str
    caseworker: str


class SlotInfo(Protocol):
    """One way to unlock, as it may be shown."""

    @property
    def id(self) -> str:
        """How ``dirigo keys`` names it."""

    @property
    def kind(self) -> SlotKind:
        """What unlocks it."""

    @property
    def created(self) -> date:
        """The day it was added, UTC."""

    @property
    def recipient(self) -> str:
        """Whom an escrow slot is for; "" in the others."""


class Locked(Protocol[U_co]):
    """Something that the keys of a desk unlock; the refusals are those of :class:`DeskOpener`."""

    practice: bool

    def slot_kinds(self) -> frozenset[SlotKind]:
        """The kinds of key slot there are."""

    def unlock_with_passphrase(self, passphrase: str) -> U_co:
        """What the passphrase unlocks."""

    def unlock_with_recovery_code(self, code: str) -> U_co:
        """What the recovery code unlocks."""

    def unlock_with_keyring(self) -> U_co:
        """What the keyring unlocks."""

    def unlock_with_identity_file(self, text: str) -> U_co:
        """What the organisation's secret age keys unlock."""

    def unlock_practice(self) -> U_co:
        """What unlocks by itself in practice."""


class DeskOpener(Protocol):
    """Creating and unlocking a desk. Every call blocks: front ends call it off the event loop."""

    practice: bool
    home: Path

    @property
    def papers(self) -> Papers:
        """Setting what is handed out, as an open desk does."""

    def twin(self) -> DeskOpener:
        """The opener of the practice desk beside this one; from there, that of the real one."""

    def paths(self) -> Mapping[str, Path]:
        """Where everything is: home, database, key_file, lock, settings, backups."""

    def state(self) -> HomeState:
        """Whether there is a database to unlock."""

    def slots(self) -> Sequence[SlotInfo]:
        """The key slots there are. Raises ``Refused("key_file_damaged")`` and its like."""

    def slot_kinds(self) -> frozenset[SlotKind]:
        """The kinds of key slot there are."""

    def keyring_available(self) -> bool:
        """Whether a system keyring answers here (asks it; up to five seconds)."""

    def create(self, set_up: SetUp) -> tuple[Desk, str]:
        """Create the encrypted database; the open desk and the recovery code to show once."""

    def unlock_with_passphrase(self, passphrase: str) -> Desk:
        """Raises ``Refused``: ``key_wrong``, ``key_file_damaged``, ``database_damaged``,
        ``schema_newer``, ``already_open`` ..."""

    def unlock_with_recovery_code(self, code: str) -> Desk:
        """As above, and ``recovery_code_mistyped``."""

    def unlock_with_keyring(self) -> Desk:
        """As above, and ``keyring_unavailable``."""

    def unlock_with_identity_file(self, text: str) -> Desk:
        """By the secret age keys in an identity file.

        As above, and ``identity_missing``, ``identity_invalid``.
        """

    def rotate(self, passphrase: str) -> Rotated:
        """Put a new database key in place of the old, and encrypt everything anew.

        Args:
            passphrase: one that unlocks, which is then the only one; or "" when the keyring does.

        Raises ``Refused`` as unlocking, and ``already_open``, ``database_busy``, ``disk_full`` and
        its like, ``rotation_not_verified``. Everything is as it was then.
        """

    def check_recovery_code(self, code: str) -> None:
        """Whether the code opens the database. Raises ``key_wrong``, ``recovery_code_mistyped``."""

    def new_recovery_code(self, passphrase: str) -> str:
        """Put a new recovery code in place of the old one, while the desk is open.

        Args:
            passphrase: as typed when unlocking, or "" when the keyring did.
        """

    def restore(
        self,
        source: Path,
        into: Path,
        unlock: Callable[[Locked[Backup]], Backup],
        progress: Progress = unheard,
    ) -> Backup:
        """Make a home folder from a backup file; this one is not touched.

        Args:
            source: the backup file.
            into: the folder, which must be empty or not there.
            unlock: unlocks what it is given, by the keys that held when the backup was made.

        Raises ``Refused``: ``backup_foreign``, ``backup_damaged``, ``backup_newer``,
        ``backup_unreadable``, ``folder_not_empty``, ``disk_full`` and its like, and what ``unlock``
        raises; ``stopped`` by ``progress``. Nothing is left behind then.
        """

    def unlock_practice(self) -> Desk:
        """Open the practice database, creating it with the default cohort if it is missing."""

    def create_practice(self, participants: int | None = None, seed: int | None = None) -> Desk:
        """Make the practice database anew.

        Args:
            participants: how many people; None for the default.
            seed: the same seed, number and day give the same data; None for the default.
        """
