"""Writing a summary to a file: the same figures whatever the form, sealed or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import plain_value
from dirigo_tui.domain.vocabulary import Action, EnvelopeFormat
from dirigo_tui.services.export_log import OutgoingFile, note_file, refuse_difference
from dirigo_tui.services.handing_out import hand_out
from dirigo_tui.services.paper import Paper
from dirigo_tui.services.ports import Desk, Reader, UnitOfWork
from dirigo_tui.services.progress import Progress, Stage, unheard
from dirigo_tui.services.set_up import desk_names
from dirigo_tui.services.summary import Summary, SummaryOrder, as_plain, counted, fingerprint
from dirigo_tui.services.summary_files.readable import readable_counts
from dirigo_tui.services.workbook import PlainTable, Workbook

_SEALED: Final = ".age"


class FileForm(StrEnum):
    """What a file of figures can be; the values are the endings of its name."""

    XLSX = "xlsx"
    PDF = "pdf"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportSummary:
    """What to write, where to, and who may open it.

    Attributes:
        path: a file that is not there yet; its ending says which :class:`FileForm`, also before a
            last ``.age``.
        recipients: age recipients, any of whom can open it; none for a file that anybody can.
    """

    order: SummaryOrder
    path: Path
    recipients: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryContent:
    """What a file says, in codes and days.

    Attributes:
        fingerprint: of the figures as they are printed.
        written: the moment it is made, UTC; ``day`` is the day that is.
        practice: the people are made up.
    """

    summary: Summary
    fingerprint: str
    written: datetime
    day: date
    practice: bool
    organisation: str
    desk: str


class SummaryWords(Protocol):
    """Puts the content of a file into words."""

    def paper(self, content: SummaryContent) -> Paper:
        """As a paper, with bars."""

    def workbook(self, content: SummaryContent) -> Workbook:
        """As sheets of numbers."""

    def plain_table(self, content: SummaryContent) -> PlainTable:
        """As one table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedSummary:
    """What has been written.

    Attributes:
        people: how many have started, or None when that is hidden.
        recipients: who can open it; anybody when there are none.
        notices: codes of what the reader should know, e.g. ``paper_characters_missing``.
    """

    path: Path
    form: FileForm
    as_of: date
    people: int | None
    fingerprint: str
    recipients: tuple[str, ...]
    notices: tuple[str, ...]


def export_summary(
    desk: Desk, command: ExportSummary, words: SummaryWords, progress: Progress = unheard
) -> ExportedSummary:
    """Write the summary with small numbers hidden, and note that it left the desk.

    Blocks while it counts, hides, sets and writes: a full-screen front end calls it off its event
    loop. Only the counting and the noting take the database.

    Raises:
        Refused: ``summary_format_unknown``, ``summary_sealed_to_nobody``, ``recipient_…``; what
            counting all desks refuses; ``summary_differs_by_few`` from an earlier file;
            ``file_exists``, ``disk_full`` and the like; ``stopped`` by ``progress``. Nothing is
            left behind then.
    """
    form = _form(command)
    recipients = tuple(dict.fromkeys(map(desk.containers.check_recipient, command.recipients)))
    progress(Stage.COUNT, 0, 0)
    found = desk.read(counted, command.order, progress)
    content = desk.read(_content, found.protected(progress), practice=desk.practice)
    outgoing = OutgoingFile(
        form=form.value,
        recipients=len(recipients),
        fingerprint=content.fingerprint,
        as_of=content.summary.as_of,
        by_site=command.order.by_site,
        all_desks=command.order.all_desks,
        threshold=content.summary.threshold,
        cells=readable_counts(content.summary),
    )
    progress(Stage.COMPARE, 0, 0)
    desk.read(refuse_difference, outgoing)
    progress(Stage.PACK, 0, 0)
    document, notices = _document(desk, form, content, words)
    if recipients:
        progress(Stage.SEAL, 0, 0)
        document = desk.containers.seal(document, recipients=recipients)
    progress(Stage.WRITE, 0, 0)
    hand_out(desk, command.path, document, partial(_note, file=outgoing, recipients=recipients))
    return ExportedSummary(
        path=command.path,
        form=form,
        as_of=content.summary.as_of,
        people=content.summary.people,
        fingerprint=content.fingerprint,
        recipients=recipients,
        notices=notices,
    )


def _form(command: ExportSummary) -> FileForm:
    path = command.path
    if path.suffix.lower() == _SEALED:
        if not command.recipients:
            raise Refused("summary_sealed_to_nobody", file=path.name)
        path = path.with_suffix("")
    try:
        return FileForm(path.suffix.lower().removeprefix("."))
    except ValueError:
        raise Refused(
            "summary_format_unknown", file=path.name, forms=[f".{form}" for form in FileForm]
        ) from None


def _content(reader: Reader, summary: Summary, *, practice: bool) -> SummaryContent:
    names = desk_names(reader)
    return SummaryContent(
        summary=summary,
        fingerprint=fingerprint(summary),
        written=datetime.now(UTC),
        day=reader.today,
        practice=practice,
        organisation=names.organisation,
        desk=names.desk,
    )


def _document(
    desk: Desk, form: FileForm, content: SummaryContent, words: SummaryWords
) -> tuple[bytes, tuple[str, ...]]:
    if form is FileForm.PDF:
        return desk.papers.pdf(words.paper(content), large=False)
    if form is FileForm.XLSX:
        return desk.papers.workbook(words.workbook(content)), ()
    if form is FileForm.CSV:
        return desk.papers.plain_table(words.plain_table(content)), ()
    payload = as_plain(content.summary)
    document = desk.envelopes.wrap(
        EnvelopeFormat.SUMMARY,
        payload,
        practice=content.practice,
        created=content.written,
        from_desk=content.desk,
        counts={name: len(payload[name]) for name in ("tables", "goals")},
    )
    return document, ()


def _note(unit: UnitOfWork, *, file: OutgoingFile, recipients: tuple[str, ...]) -> None:
    # Holds it against the log once more: another export may have come in between.
    note_file(unit, file)
    unit.happened(
        Action.SUMMARY_EXPORTED,
        None,
        as_of=plain_value(file.as_of),
        form=file.form,
        fingerprint=file.fingerprint,
        recipients=" ".join(recipients),
    )
