"""Taking in another desk's cohort file: the newest of each desk is kept, whole."""

from __future__ import annotations

import json
from datetime import timedelta

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.outcomes import RULES_VERSION
from dirigo_tui.domain.pseudonyms import fingerprint
from dirigo_tui.domain.records import plain_value
from dirigo_tui.domain.text import clean
from dirigo_tui.domain.vocabulary import Action
from dirigo_tui.services.cohort_files.content import Row
from dirigo_tui.services.cohort_files.payload import Sender, read_payload
from dirigo_tui.services.cohort_files.received import content_of, received_files
from dirigo_tui.services.handover.report import ReceiveReport, note_received
from dirigo_tui.services.organisation_key import own_key
from dirigo_tui.services.ports import Envelope, UnitOfWork
from dirigo_tui.services.progress import Progress, Stage, unheard

_CLOCKS_DIFFER = timedelta(days=1)


def take_in(unit: UnitOfWork, envelope: Envelope, progress: Progress = unheard) -> ReceiveReport:
    """Keep a desk's cohort file in place of its earlier one, unless that is the newer of the two.

    Raises:
        Refused: ``container_content_invalid``; ``cohort_own_desk``; ``cohort_from_future``, since a
            file dated wrong would stand in the way of every later one;
            ``cohort_rules_differ`` (desk) when its days were found by other definitions;
            ``cohort_key_differs`` (desks) when its pseudonyms are made with another key; what
            ``progress`` raises.
    """
    sender, content = read_payload(envelope.payload, progress)
    from_desk = clean(envelope.from_desk)
    _check_fit(unit, envelope, sender, from_desk)
    rows = {row.pseudonym: row for row in content.rows}
    kind, created = envelope.format.value, plain_value(envelope.created)
    this = (created, envelope.sha256)
    earlier = next((file for file in received_files(unit) if file.desk_id == sender.desk_id), None)
    that = (plain_value(earlier.created), earlier.sha256) if earlier else ("", "")
    if that > this:
        return ReceiveReport(kind=kind, from_desk=from_desk, unchanged=len(rows), superseded=True)
    before: dict[str, Row] = {}
    if earlier is not None and earlier.rules_version == sender.rules_version:
        before = {row.pseudonym: row for row in content_of(unit, earlier).rows}
    progress(Stage.WRITE, 0, 0)
    receipt = note_received(unit, envelope)
    if that != this:
        unit.execute(
            "cohort_file_write",
            desk_id=sender.desk_id,
            from_desk=from_desk,
            created=created,
            people=len(content.rows) + len(content.protected),
            organisation_key=sender.organisation_key,
            rules_version=sender.rules_version,
            sha256=envelope.sha256,
            received_at=plain_value(unit.now),
            content=json.dumps(envelope.payload, ensure_ascii=False, separators=(",", ":")),
        )
        unit.happened(Action.COHORT_RECEIVED, None, from_desk=from_desk, receipt=receipt)
    new = len(rows.keys() - before.keys())
    unchanged = sum(before.get(name) == row for name, row in rows.items())
    return ReceiveReport(
        kind=kind,
        from_desk=from_desk,
        new=new,
        updated=len(rows) - new - unchanged,
        unchanged=unchanged,
        receipt=receipt,
    )


def _check_fit(unit: UnitOfWork, envelope: Envelope, sender: Sender, from_desk: str) -> None:
    if sender.desk_id == unit.setting("desk_id"):
        raise Refused("cohort_own_desk")
    if envelope.created > unit.now + _CLOCKS_DIFFER:
        raise Refused("cohort_from_future", day=envelope.created.date())
    if sender.rules_version != RULES_VERSION:
        raise Refused("cohort_rules_differ", desks=[from_desk])
    key = own_key(unit)
    if key is not None and fingerprint(key) != sender.organisation_key:
        raise Refused("cohort_key_differs", desks=[from_desk])
