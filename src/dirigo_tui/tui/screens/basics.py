"""Changing what is known about somebody: name, target group, site, protection of the identity."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import Any

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.protection import lifts
from dirigo_tui.domain.records import Participant
from dirigo_tui.forms.draft_keys import DraftKey
from dirigo_tui.forms.person import BASICS, PROTECTED_BASICS, beside_its_field, check_reason
from dirigo_tui.services.lifting import agree_to_lift
from dirigo_tui.services.participants import (
    Basics,
    ChangeParticipant,
    basics_of,
    change_basics,
    eligibility,
    get_participant,
)
from dirigo_tui.services.person import Person
from dirigo_tui.tui.screen import UsesDesk
from dirigo_tui.tui.widgets.form_dialog import FormDialog


async def changing_basics(place: UsesDesk, person: Person) -> FormDialog[Participant]:
    """The dialog, to be pushed; its result is the person as changed, or None.

    Raises ``Refused("not_found")``.
    """
    known = await place.read(get_participant, person.id)
    before = basics_of(known)
    doubted = await place.read(eligibility, before, known.start)

    async def save(values: dict[str, Any]) -> Participant:
        reason, second_person = values.pop("reason"), values.pop("second_person", "")
        secret = values.pop("second_secret", "")
        basics = Basics(**values)
        doubts = await place.read(eligibility, basics, known.start)
        check_reason([doubt for doubt in doubts if doubt not in doubted], reason)
        command = ChangeParticipant(
            participant_id=person.id,
            basics=basics,
            version=known.version,
            reason=reason,
            second_person=second_person,
        )
        try:
            if lifts(before.protection, basics.protection) and second_person:
                await asyncio.to_thread(agree_to_lift, place.desk, secret)
            return await place.write(change_basics, command)
        except Refused as refused:
            raise beside_its_field(refused) from None

    form = PROTECTED_BASICS if person.protected else BASICS
    return FormDialog(
        form,
        save,
        values=asdict(before),
        draft_key=str(DraftKey("", form.id, "", person.id)),
        participant_id=person.id,
        whose=person.name,
    )
