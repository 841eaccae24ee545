"""What a watched process does (see ``disk.py``): each job is ``job(say, folder, *arguments)``.

The folder holds a real desk with a passphrase slot and one participant, made by :func:`new_desk`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

from openers import PASSPHRASE, CheapOpener

from dirigo_tui.bootstrap import Opener
from dirigo_tui.domain.records import Note, Participant
from dirigo_tui.services.handover import ExportParticipant, export_participant
from dirigo_tui.services.list_import.run import ImportList, import_list
from dirigo_tui.services.notes import WriteNote, write_note
from dirigo_tui.services.participants import (
    Basics,
    RegisterParticipant,
    find_by_reference,
    register,
)
from dirigo_tui.services.ports import Desk, SetUp

Say = Callable[[int], None]

BACKUP, RESTORED, EXPORTED = "copy.dirigo-backup", "restored", "r1.age"


def unsaid(_number: int) -> None:
    """What a job says that nobody listens to."""


def new_desk(folder: Path) -> None:
    """Make the desk."""
    set_up = SetUp(
        passphrase=PASSPHRASE, use_keyring=False, organisation="Öst", desk="Ett", caseworker="A"
    )
    desk, _ = CheapOpener(folder).create(set_up)
    with closing(desk):
        command = RegisterParticipant(basics=Basics(reference="R1", name="Berit Alm"))
        desk.write(register, command)


def unlocked(folder: Path) -> Desk:
    """The desk in a folder, opened as at its desk."""
    return CheapOpener(folder).unlock_with_passphrase(PASSPHRASE)


def write_notes(say: Say, folder: Path, count: int) -> None:
    """Write notes numbered from 0 and say each number once it is saved."""
    with closing(unlocked(folder)) as desk:
        participant = desk.read(find_by_reference, "R1").id
        for number in range(count):
            text = f"{number} " + "Vi talades vid om veckan. " * 40
            desk.write(write_note, WriteNote(participant_id=participant, text=text))
            say(number)


def numbers_of_notes(folder: Path) -> list[int]:
    """The numbers of the notes that are in the desk, which is checked as a whole first."""
    with closing(unlocked(folder)) as desk:
        desk.check()
        notes = desk.read(lambda reader: reader.find(Note))
    return sorted(int(note.text.split()[0]) for note in notes)


def references(folder: Path) -> list[str]:
    """Everybody in the desk, which is checked as a whole first."""
    with closing(unlocked(folder)) as desk:
        desk.check()
        return sorted(p.reference for p in desk.read(lambda reader: reader.find(Participant)))


def back_up(_say: Say, folder: Path) -> None:
    """Make a backup beside the desk."""
    with closing(unlocked(folder)) as desk:
        desk.back_up(folder / BACKUP)


def restore(_say: Say, folder: Path) -> None:
    """Restore the backup beside the desk into a folder of its own."""
    # What is restored has an opener of its own.
    with patch.multiple(Opener, create=True, _vault=CheapOpener._vault, keyring=None):
        CheapOpener(folder).restore(
            folder / BACKUP,
            folder / RESTORED,
            lambda locked: locked.unlock_with_passphrase(PASSPHRASE),
        )


def export(_say: Say, folder: Path, recipient: str) -> None:
    """Hand on the participant in a file beside the desk."""
    with closing(unlocked(folder)) as desk:
        export_participant(
            desk,
            ExportParticipant(reference="R1", path=folder / EXPORTED, recipients=[recipient]),
        )


def import_people(_say: Say, folder: Path, file: str) -> None:
    """Take in a list of participants."""
    with closing(unlocked(folder)) as desk:
        grids = tuple(desk.list_files.read_list(Path(file)))
        desk.write(import_list, ImportList(file_name="lista", grids=grids))


def open_practice(_say: Say, folder: Path) -> None:
    """Open a practice desk, which may be of an earlier schema."""
    CheapOpener(folder / "practice", practice=True).unlock_practice().close()


def rotate(_say: Say, folder: Path) -> None:
    """Replace the database key."""
    CheapOpener(folder).rotate(PASSPHRASE)
