"""Registering somebody: the form of the basics, and a reason where the target group is in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dirigo_tui.domain.eligibility import Doubt
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Participant
from dirigo_tui.domain.vocabulary import Protection
from dirigo_tui.forms.definitions import PARTICIPANT
from dirigo_tui.forms.fields import LongText
from dirigo_tui.i18n.catalogue import N_
from dirigo_tui.services.participants import Basics, RegisterParticipant, eligibility, register
from dirigo_tui.tui.screen import UsesDesk
from dirigo_tui.tui.widgets.form_dialog import FormDialog

FORM = replace(
    PARTICIPANT,
    title=N_("Ny deltagare"),
    fields=(
        *PARTICIPANT.fields,
        LongText(
            name="reason",
            label=N_("Skäl"),
            help=N_("Bara om målgruppen är tveksam: varför personen ändå deltar."),
        ),
    ),
)

ASKS: Mapping[Doubt, str] = {
    Doubt.SICK_SINCE_UNKNOWN: "reason_sick_since_unknown",
    Doubt.SICK_LEAVE_TOO_SHORT: "reason_sick_leave_too_short",
    Doubt.BIRTH_DATE_UNKNOWN: "reason_birth_date_unknown",
    Doubt.AGE_OUTSIDE_19_TO_29: "reason_age_outside",
}
"""The refusal that asks for a reason; with one, nobody is refused (DOMAIN.md §3)."""

FIELDS: Mapping[str, str] = {"reference_taken": "reference"}
"""Beside which field a refusal of the rules is told."""


def registration(screen: UsesDesk, caseworker: str) -> FormDialog[Participant]:
    """The dialog.

    Args:
        caseworker: whose the person will be unless somebody else is named.
    """

    async def save(values: dict[str, Any]) -> Participant:
        reason, start = values.pop("reason"), values.pop("start")
        basics = Basics(**values)
        doubts = await screen.read(eligibility, basics, start)
        if doubts and not reason:
            raise Refused(ASKS[doubts[0]], field="reason")
        command = RegisterParticipant(basics=basics, start=start, reason=reason)
        try:
            return await screen.write(register, command)
        except Refused as refused:
            raise _beside(refused) from None

    return FormDialog(
        FORM,
        save,
        values={"caseworker": caseworker, "no_sgi": False, "protection": Protection.NONE},
        draft_key="participant:new",
    )


def _beside(refused: Refused) -> Refused:
    """The refusal told beside the field it is about, where it is about one."""
    field = FIELDS.get(refused.code)
    return refused if field is None else Refused(refused.code, field=field, **refused.params)
