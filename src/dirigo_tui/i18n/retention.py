"""Gallring in words: files that are due, and certificates of those destroyed."""

from __future__ import annotations

from dirigo_tui.domain.dates import today_in_sweden
from dirigo_tui.i18n.catalogue import _, n_
from dirigo_tui.i18n.formats import long_day
from dirigo_tui.services.retention import Certificate, DueFile


def due_cells(file: DueFile) -> list[str]:
    """A file as the cells of a table."""
    until = _("klart senast {day}").format(day=long_day(file.finished_by))
    return [file.reference, file.name, until, _standing(file)]


def _standing(file: DueFile) -> str:
    if file.held:
        return _("får inte gallras: {reason}").format(reason=file.held)
    if not file.birth_date_known:
        return _("födelsedatum saknas")
    if not file.approved_by:
        return _("inte godkänd")
    return _("godkänd av {who}").format(who=_(" och ").join(file.approved_by))


def certified(certificate: Certificate) -> str:
    """A certificate, which says nothing of what was in the file."""
    rows = sum(certificate.rows.values())
    return _(
        "Intyg {number}: en akt gallrades {day} av {actor}, godkänt av {who}. {rows} togs bort. De"
        " egna säkerhetskopiorna har den kvar till senast {until}."
    ).format(
        number=certificate.number,
        day=long_day(today_in_sweden(certificate.at)),
        actor=certificate.actor or _("okänd"),
        who=_(" och ").join(certificate.approved_by),
        rows=n_("{n} rad", "{n} rader", rows).format(n=rows),
        until=long_day(certificate.backups_until),
    )
