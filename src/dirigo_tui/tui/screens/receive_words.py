"""What taking in a file says on the screen: who it is from, and what it would change for whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from textual.content import Content

from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.formats import number
from dirigo_tui.i18n.receiving import OUTCOMES, SENDERS, WHY
from dirigo_tui.i18n.subject_access import field_words, heading_of
from dirigo_tui.services.handover import (
    ROW,
    Conflict,
    Difference,
    Outcome,
    PersonReport,
    ReceiveReport,
    RowChange,
    Why,
)
from dirigo_tui.tui.widgets.safe_text import safe

Chosen = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Finding:
    """Two lines of the list: a person, or one thing that is not the same here and in the file.

    Attributes:
        row: what it stands in; None for a person as a whole.
    """

    person: PersonReport
    row: RowChange | Conflict | None = None
    difference: Difference | None = None

    @property
    def can_choose(self) -> bool:
        """Whether a person decides which of the two stays."""
        return isinstance(self.row, Conflict) and self.row.why is Why.CHANGED_AT_BOTH_DESKS


def findings(report: ReceiveReport) -> list[Finding]:
    """Everybody in a file, those first about whom there is something to decide."""
    ordered = sorted(report.people, key=lambda person: person.outcome is not Outcome.CONFLICT)
    return [finding for person in ordered for finding in _of(person)]


def _of(person: PersonReport) -> Iterator[Finding]:
    yield Finding(person)
    for conflict in person.conflicts:
        told = conflict.differences or (None,)
        yield from (Finding(person, conflict, difference) for difference in told)
    if person.outcome is not Outcome.NEW:
        for change in person.changes:
            yield from (Finding(person, change, difference) for difference in change.differences)


def drawn(finding: Finding, chosen: Chosen) -> tuple[Content, Content]:
    """The two lines."""
    person, row, difference = finding.person, finding.row, finding.difference
    if row is None:
        return safe(person.reference, "bold"), safe(f"  {OUTCOMES[person.outcome]}", "$quiet")
    what = heading_of(row.table)
    if difference is None:
        why = WHY[row.why] if isinstance(row, Conflict) else ""
        return safe(what), safe(f"  {why}", "$quiet")
    if difference.field == ROW:
        here, there = _("finns"), _("borttagen")
    else:
        label, here = field_words(difference.field, difference.here)
        there = field_words(difference.field, difference.there)[1]
        what = f"{what} · {label}"
    if finding.can_choose:
        takes = difference.field in chosen.get(row.id, frozenset())
        what += " · " + (_("ta det i filen") if takes else _("behåll det här"))
    said = _("här: {here} | i filen: {there}").format(here=here, there=there)
    return safe(what), safe(f"  {said}", "$quiet")


def sender(report: ReceiveReport) -> str:
    """Who the file is from, and what is known of them."""
    return _("Från: {desk} ({known})").format(
        desk=report.from_desk or _("okänd arbetsplats"),
        known=str(SENDERS[report.sender]).format(key=report.sender_key),
    )


def verdict(report: ReceiveReport, *, can_take_in: bool) -> str:
    """What would become of the people in it."""
    said = _counts(report)
    if report.superseded:
        return _("Här finns redan en nyare fil från samma arbetsplats.")
    if not can_take_in:
        return f"{said} " + _("Det finns inget att ta emot.")
    if report.people and all(each.outcome is Outcome.UNCHANGED for each in report.people):
        return _("Allt i filen finns redan. Ta emot den om du behöver kvittot.")
    if any(finding.can_choose for finding in findings(report)):
        said += " " + _("Välj vad som ska stå kvar där något krockar.")
    return f"{said} " + _("Inget är mottaget än.")


def done(report: ReceiveReport) -> str:
    """What has been taken in, and the receipt."""
    said = _("Mottaget: {counts}").format(counts=_counts(report))
    if report.left:
        said += " " + _("Du avbröt: {n} är kvar.").format(n=number(report.left))
    if report.receipt:
        said += " " + _("Kvitto: {code}").format(code=report.receipt)
    return said


def _counts(report: ReceiveReport) -> str:
    said = _("{new} nya, {updated} ändrade, {unchanged} oförändrade.").format(
        new=number(report.new), updated=number(report.updated), unchanged=number(report.unchanged)
    )
    conflicts = sum(bool(person.conflicts) for person in report.people)
    if conflicts:
        said += " " + _("{n} krockar.").format(n=number(conflicts))
    return said
