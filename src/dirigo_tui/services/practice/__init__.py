"""Practice data: a cohort of made-up people to try everything on, the same for the same seed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import chain, islice

from dirigo_tui.domain.records import plain_value
from dirigo_tui.domain.vocabulary import Action
from dirigo_tui.services.ports import SetUp, UnitOfWork
from dirigo_tui.services.practice.cohort import cohort
from dirigo_tui.services.practice.personas import CASEWORKER
from dirigo_tui.services.practice.told import deeds

PARTICIPANTS = 60
SEED = 1

SET_UP = SetUp(
    passphrase="",
    use_keyring=False,
    organisation="Övningsförbundet",
    desk="Övning",
    caseworker=CASEWORKER,
)
"""What the practice desk calls itself."""

_PEOPLE_AT_A_TIME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """How many people; 1 800 are 1 100, 500 and 200 of the three groups."""

    participants: int = PARTICIPANTS
    seed: int = SEED


def fill(unit: UnitOfWork, command: Cohort) -> None:
    """Write a cohort as of today into a database that has the rating templates and nobody else."""
    people = cohort(command.participants, command.seed, unit.today)
    while some := list(islice(people, _PEOPLE_AT_A_TIME)):
        unit.add_many(chain.from_iterable(some))
        for file in some:
            for deed in deeds(file):
                unit.execute(
                    "journal_told",
                    at=plain_value(deed.at),
                    actor=deed.actor,
                    participant_id=file[0].id,
                    action=deed.action.value,
                    params=json.dumps(deed.params, ensure_ascii=False),
                )
    unit.happened(Action.PARTICIPANT_IMPORTED, None, new=command.participants)
