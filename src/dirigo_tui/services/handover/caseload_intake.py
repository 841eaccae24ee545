"""Taking in a caseload from another desk, person by person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Participant
from dirigo_tui.services.handover import participant_intake
from dirigo_tui.services.handover.caseload_export import MOST_PEOPLE, PEOPLE
from dirigo_tui.services.handover.incoming import Incoming, read_payload
from dirigo_tui.services.handover.participant_intake import Choices, Origin
from dirigo_tui.services.handover.rehearsal import carry_out
from dirigo_tui.services.handover.report import (
    Conflict,
    Outcome,
    PersonReport,
    ReceiveReport,
    Why,
    note_received,
    report_on,
)
from dirigo_tui.services.ports import Desk, Envelope, Reader, UnitOfWork
from dirigo_tui.services.progress import Progress, Stage, unheard
from dirigo_tui.services.signing import check_sender, remember_sender


def take_in(
    desk: Desk,
    envelope: Envelope,
    choices: Choices,
    progress: Progress = unheard,
    *,
    dry_run: bool = False,
    accept_sender: bool = False,
) -> ReceiveReport:
    """Take in everybody in a caseload, each in a step of their own that can be undone alone.

    All of the file is checked before anything of it is written. Whoever there is a conflict about
    is left as they are, and the others are taken in. Given up on the way, those who have been taken
    in stay, and the report says how many are left; the file can be taken in again.

    Raises:
        Refused: ``container_content_invalid``, ``caseload_too_large`` (most); ``template_unknown``,
            ``template_differs``; what :func:`check_sender` refuses; ``stopped`` when nobody has
            been taken in yet.
    """
    sender = desk.read(check_sender, envelope, accept=accept_sender)
    people = desk.read(_read_people, envelope.payload, progress)
    origin = Origin.of(envelope)
    told: list[PersonReport] = []
    try:
        for incoming in people:
            progress(Stage.COMPARE if dry_run else Stage.WRITE, len(told), len(people))
            told.append(_take_in_one(desk, incoming, origin, choices, dry_run=dry_run))
    except Refused as refused:
        if refused.code != "stopped" or dry_run or not told:
            raise
    report = replace(report_on(envelope, sender, told), left=len(people) - len(told))
    if dry_run or report.left or report.conflicts:
        return report
    return replace(report, receipt=desk.write(_finish, envelope))


def _read_people(
    reader: Reader, payload: Mapping[str, Any], progress: Progress
) -> Sequence[Incoming]:
    """Everybody in a payload, checked; nothing of it is believed before."""
    files = payload.get(PEOPLE)
    if set(payload) != {PEOPLE} or not isinstance(files, list) or not files:
        raise Refused("container_content_invalid", why=PEOPLE)
    if len(files) > MOST_PEOPLE:
        raise Refused("caseload_too_large", most=MOST_PEOPLE)
    people: list[Incoming] = []
    seen: set[str] = set()
    for file in files:
        progress(Stage.CHECK, len(people), len(files))
        if not isinstance(file, dict):
            raise Refused("container_content_invalid", why="row", table=Participant.table)
        incoming = read_payload(reader, file)
        # Ids are hexadecimal digits, and what stands before this reference is not.
        unique = {*incoming.rows, f"={incoming.participant.reference}"}
        if seen & unique:
            raise Refused("container_content_invalid", why="id_twice", table=Participant.table)
        seen |= unique
        people.append(incoming)
    return people


def _take_in_one(
    desk: Desk, incoming: Incoming, origin: Origin, choices: Choices, *, dry_run: bool
) -> PersonReport:
    job = partial(participant_intake.take_in, incoming=incoming, origin=origin, choices=choices)
    try:
        return carry_out(desk, job, for_real=not dry_run)
    except Refused as refused:
        if refused.code != "row_refused":
            raise
        # The others' files are none the worse for it.
        person = incoming.participant
        conflict = Conflict(str(refused.params["table"]), person.id, Why.ROW_REFUSED)
        return PersonReport(person.reference, person.id, Outcome.CONFLICT, conflicts=(conflict,))


def _finish(unit: UnitOfWork, envelope: Envelope) -> str:
    """What is kept of a file when everybody in it is here; its receipt."""
    remember_sender(unit, envelope)
    return note_received(unit, envelope)
