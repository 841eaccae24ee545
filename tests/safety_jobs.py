"""What a watched process does (see ``disk.py``): each job is ``job(say, folder, *arguments)``.

The folder holds a real desk with a passphrase slot and one participant, made by :func:`new_desk`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from openers import PASSPHRASE, CheapOpener

from dirigo_tui.domain.records import Note
from dirigo_tui.services.notes import WriteNote, write_note
from dirigo_tui.services.participants import (
    Basics,
    RegisterParticipant,
    find_by_reference,
    register,
)
from dirigo_tui.services.ports import Desk, SetUp

Say = Callable[[int], None]


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
