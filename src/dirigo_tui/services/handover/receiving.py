"""Taking in a sealed file from another desk: all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import EnvelopeFormat
from dirigo_tui.services.handover import cohort_intake, participant_intake
from dirigo_tui.services.handover.participant_intake import Choices
from dirigo_tui.services.handover.report import ReceiveReport
from dirigo_tui.services.opening import Opening, opened
from dirigo_tui.services.ports import Desk, Envelope, UnitOfWork
from dirigo_tui.services.progress import Progress, Stage, unheard
from dirigo_tui.services.signing import check_sender, fingerprint, remember_sender

_RECEIVED = frozenset({EnvelopeFormat.PARTICIPANT, EnvelopeFormat.COHORT})


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


class _NotForReal(Exception):  # noqa: N818 - nothing has gone wrong
    """Ends a dry run, so that the transaction is rolled back."""

    def __init__(self, report: ReceiveReport) -> None:
        super().__init__()
        self.report = report


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
    try:
        return desk.write(_take_in, envelope, command, progress)
    except _NotForReal as end:
        return end.report


def _take_in(
    unit: UnitOfWork, envelope: Envelope, command: Receive, progress: Progress
) -> ReceiveReport:
    sender = check_sender(unit, envelope, accept=command.accept_sender)
    if envelope.format is EnvelopeFormat.COHORT:
        report = cohort_intake.take_in(unit, envelope, progress)
    else:
        report = participant_intake.take_in(unit, envelope, command.choices, progress)
    report = replace(report, sender=sender, sender_key=fingerprint(envelope.signed_by))
    if command.dry_run:
        raise _NotForReal(replace(report, dry_run=True, receipt=""))
    if not report.conflicts:
        remember_sender(unit, envelope)
    return report
