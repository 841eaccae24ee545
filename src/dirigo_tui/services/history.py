"""Taking back, doing again, and the history of what was done to a participant's file."""

from __future__ import annotations

from datetime import datetime

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import JournalEntry, Participant
from dirigo_tui.domain.vocabulary import Protection
from dirigo_tui.services.ports import Reader, UnitOfWork


def undo(
    unit: UnitOfWork, participant_id: str | None = None, since: datetime | None = None
) -> JournalEntry:
    """Take back the latest change to a participant's file, or to anybody's; what was taken back.

    Args:
        unit: the unit of work.
        participant_id: whose file; None for anybody's.
        since: how old the change may be at most (UTC); None for any age.

    Raises:
        Refused: ``nothing_to_undo``; ``undo_older(entry)`` with the change that would have been
            taken back; ``changed_elsewhere`` when a row has since been changed by other means;
            ``row_in_use`` for a consent that something went out under; ``second_person_needed``
            when protection of an identity would be gone.
    """
    entry = unit.undo(participant_id)
    _check_protection(unit, entry)
    if since is not None and entry.at < since:
        raise Refused("undo_older", entry=entry)
    return entry


def redo(unit: UnitOfWork, participant_id: str | None = None) -> JournalEntry:
    """Do again what was taken back last; what was done.

    Raises:
        Refused: ``nothing_to_redo`` (also when something has been done since);
            ``changed_elsewhere``; ``second_person_needed`` as :func:`undo`.
    """
    entry = unit.redo(participant_id)
    _check_protection(unit, entry)
    return entry


def _check_protection(unit: UnitOfWork, entry: JournalEntry) -> None:
    """One person alone takes no protection away, by going back in time either (DOMAIN.md §10)."""
    fields = str(entry.params.get("fields") or "").split(",")
    if "protection" in fields and entry.participant_id is not None:
        person = unit.get(Participant, entry.participant_id)
        if person.protection is Protection.NONE:
            raise Refused("second_person_needed")


def history(reader: Reader, participant_id: str) -> list[JournalEntry]:
    """What has been done to a participant's file, latest first, changes taken back included."""
    return reader.history(participant_id)
