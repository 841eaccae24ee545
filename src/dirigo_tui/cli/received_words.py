"""What taking in a file has done, or would do, as text and as JSON."""

from __future__ import annotations

from typing import Any, Final

from dirigo_tui.cli.conflict_choices import lines_of
from dirigo_tui.domain.records import plain_value
from dirigo_tui.i18n.catalogue import _, n_
from dirigo_tui.i18n.receiving import OUTCOMES, SENDERS, WHY
from dirigo_tui.services.handover import Conflict, PersonReport, ReceiveReport, RowChange

_ONE: Final = 1


def as_json(report: ReceiveReport) -> dict[str, Any]:
    """The report as CONTRACT.md names its fields."""
    people = report.people
    return {
        "kind": report.kind,
        "from": report.from_desk,
        "sender": report.sender,
        "sender_key": report.sender_key or None,
        "dry_run": report.dry_run,
        "reference": people[0].reference if len(people) == _ONE else "",
        "people": [{"reference": person.reference, "outcome": person.outcome} for person in people],
        "left": report.left,
        "new": report.new,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "changes": [
            {"table": change.table, "id": change.id, "fields": _fields(change)}
            for change in report.changes
        ],
        "conflicts": [
            {
                "reference": person.reference,
                "table": conflict.table,
                "id": conflict.id,
                "why": conflict.why,
                "fields": _fields(conflict),
            }
            for person in people
            for conflict in person.conflicts
        ],
        "superseded": report.superseded,
        "receipt": report.receipt,
    }


def as_text(report: ReceiveReport) -> str:
    """Who it is from, what became of each of several people, the counts, and the receipt."""
    said = _("{new} nya, {updated} ändrade, {unchanged} oförändrade.").format(
        new=report.new, updated=report.updated, unchanged=report.unchanged
    )
    sender = _("Från: {desk} ({known})").format(
        desk=report.from_desk or _("okänd arbetsplats"),
        known=str(SENDERS[report.sender]).format(key=report.sender_key),
    )
    receipt = _("Kvitto: {code}").format(code=report.receipt) if report.receipt else ""
    told = [line for person in report.people for line in _person(person, report)]
    return "\n".join(line for line in (sender, *told, said, receipt) if line)


def conflict_lines(person: PersonReport) -> list[str]:
    """What somebody must decide about a person, and why."""
    lines = [person.reference]
    for conflict in person.conflicts:
        lines += [*lines_of(conflict), f"  {WHY[conflict.why]}"]
    return lines


def not_taken_in(report: ReceiveReport) -> str:
    """The sentence about the conflicts."""
    if len(report.people) > _ONE:
        left = sum(bool(person.conflicts) for person in report.people)
        return n_(
            "{n} person tas inte emot: uppgifter krockar med det som finns här.",
            "{n} personer tas inte emot: uppgifter krockar med det som finns här.",
            left,
        ).format(n=left)
    count = len(report.conflicts)
    return n_(
        "Inget har tagits emot: {n} uppgift krockar med det som finns här.",
        "Inget har tagits emot: {n} uppgifter krockar med det som finns här.",
        count,
    ).format(n=count)


def _person(person: PersonReport, report: ReceiveReport) -> list[str]:
    whose = [f"{person.reference}: {OUTCOMES[person.outcome]}"] if len(report.people) > _ONE else []
    changes = person.changes if report.dry_run else ()
    return [*whose, *(line for change in changes for line in lines_of(change))]


def _fields(row: RowChange | Conflict) -> list[dict[str, Any]]:
    return [
        {
            "field": difference.field,
            "here": plain_value(difference.here),
            "there": plain_value(difference.there),
        }
        for difference in row.differences
    ]
