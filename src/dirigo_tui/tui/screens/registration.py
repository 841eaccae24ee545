"""Registering somebody: the form of the basics, and a reason where the target group is in doubt."""

from __future__ import annotations

from typing import Any

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Participant
from dirigo_tui.forms.person import REGISTRATION, beside_its_field, check_reason, newcomer
from dirigo_tui.services.participants import Basics, RegisterParticipant, eligibility, register
from dirigo_tui.tui.screen import UsesDesk
from dirigo_tui.tui.widgets.form_dialog import FormDialog


def registration(screen: UsesDesk, caseworker: str) -> FormDialog[Participant]:
    """The dialog.

    Args:
        caseworker: whose the person will be unless somebody else is named.
    """

    async def save(values: dict[str, Any]) -> Participant:
        reason, start = values.pop("reason"), values.pop("start")
        basics = Basics(**values)
        check_reason(await screen.read(eligibility, basics, start), reason)
        command = RegisterParticipant(basics=basics, start=start, reason=reason)
        try:
            return await screen.write(register, command)
        except Refused as refused:
            raise beside_its_field(refused) from None

    return FormDialog(REGISTRATION, save, values=newcomer(caseworker), draft_key="participant:new")
