"""Taking in a sealed file from another desk."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import Access, EnvelopeFormat
from dirigo_tui.services.handover import caseload_intake, cohort_intake, participant_intake
from dirigo_tui.services.handover.incoming import read_payload
from dirigo_tui.services.handover.participant_intake import Choices, Origin
from dirigo_tui.services.handover.rehearsal import carry_out
from dirigo_tui.services.handover.report import (
    Conflict,
    Outcome,
    PersonReport,
    ReceiveReport,
    RowChange,
    note_received,
    report_on,
)
from dirigo_tui.services.opening import Opening, opened
from dirigo_tui.services.ports import Desk, Envelope, UnitOfWork
from dirigo_tui.services.progress import Progress, Stage, unheard
from dirigo_tui.services.signing import check_sender, fingerprint, remember_sender

_RECEIVED = frozenset({EnvelopeFormat.PARTICIPANT, EnvelopeFormat.CASELOAD, EnvelopeFormat.COHORT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Receive(Opening):
    """A file that came, and what opens it.

    Attributes:
        dry_run: say what would happen and change nothing.
        choices: what a person has decided about the conflicts that a dry run told of.
        accept_sender: take a file that is not signed as the desk it names has signed before.
    """

    dry_run: bool = False
    accept_sender: bool = False
    choices: Choices = field(default_factory=dict)


def receive(desk: Desk, command: Receive, progress: Progress = unheard) -> ReceiveReport:
    """Take in a file. The same file a second time changes nothing.

    A dry run does it all and takes it back, so it says precisely what the real run would.

    Blocks while it opens and reads: a full-screen front end calls it off its event loop.

    Raises:
        Refused: what :func:`~dirigo_tui.services.opening.opened` and
            :func:`~dirigo_tui.services.signing.check_sender` refuse; ``container_kind`` for
            another kind of file; what the intake of its kind refuses; ``stopped`` by ``progress``.
    """
    progress(Stage.OPEN, 0, 0)
    envelope = opened(desk, command)
    if envelope.format not in _RECEIVED:
        raise Refused("container_kind", kind=envelope.format)
    if envelope.format is EnvelopeFormat.CASELOAD:
        report = caseload_intake.take_in(
            desk,
            envelope,
            command.choices,
            progress,
            dry_run=command.dry_run,
            accept_sender=command.accept_sender,
        )
    else:
        job = partial(_take_in, envelope=envelope, command=command, progress=progress)
        report = carry_out(desk, job, for_real=not command.dry_run)
    if command.dry_run:
        report = replace(report, dry_run=True, receipt="")
    _note_told(desk, report)
    return report


def _note_told(desk: Desk, report: ReceiveReport) -> None:
    """Whose file here is told of has been read, though nothing in it was changed."""
    for person in report.people:
        told: list[Conflict | RowChange] = [*person.conflicts]
        if report.dry_run:
            told += person.changes
        if person.outcome is not Outcome.NEW and any(row.differences for row in told):
            desk.note_access(Access.OPENED, person.participant_id)


def _take_in(
    unit: UnitOfWork, envelope: Envelope, command: Receive, progress: Progress
) -> ReceiveReport:
    sender = check_sender(unit, envelope, accept=command.accept_sender)
    if envelope.format is EnvelopeFormat.COHORT:
        key = fingerprint(envelope.signed_by)
        report = replace(
            cohort_intake.take_in(unit, envelope, progress), sender=sender, sender_key=key
        )
    else:
        report = report_on(envelope, sender, [_person(unit, envelope, command.choices, progress)])
        if not report.conflicts:
            report = replace(report, receipt=note_received(unit, envelope))
    if not report.conflicts:
        remember_sender(unit, envelope)
    return report


def _person(
    unit: UnitOfWork, envelope: Envelope, choices: Choices, progress: Progress
) -> PersonReport:
    progress(Stage.CHECK, 0, 0)
    incoming = read_payload(unit, envelope.payload)
    progress(Stage.COMPARE, 0, 0)
    return participant_intake.take_in(unit, incoming, Origin.of(envelope), choices)
