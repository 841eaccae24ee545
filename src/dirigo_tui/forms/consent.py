"""What is asked when the participant lets somebody have something; it is asked of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from dirigo_tui.domain.records import Consent
from dirigo_tui.domain.vocabulary import ConsentCategory, ConsentForm
from dirigo_tui.forms.definitions import RESPONSIBLES
from dirigo_tui.forms.fields import Choice, Day, Line, OpenChoice, YesNo, codes
from dirigo_tui.forms.form import Form
from dirigo_tui.i18n.catalogue import Ndu

CONSENT = Form(
    "consent",
    Ndu("Samtycke"),
    (
        OpenChoice(
            name="recipient",
            label=Ndu("Vem får veta?"),
            help=Ndu("En enda. Skriv hela namnet, till exempel Region Stockholm."),
            required=True,
            suggestions=RESPONSIBLES[1:],
        ),
        YesNo(name="plan", label=Ndu("Får de se din plan?"), required=True),
        YesNo(name="mapping", label=Ndu("Din kartläggning?"), required=True),
        YesNo(name="ratings", label=Ndu("Dina skattningar?"), required=True),
        YesNo(name="status", label=Ndu("Din status?"), required=True),
        YesNo(
            name="medical",
            label=Ndu("Uppgifter om din hälsa?"),
            help=Ndu("Till exempel om du är sjuk eller får vård. Säger du nej lämnas de inte ut."),
            required=True,
        ),
        Line(name="purpose", label=Ndu("Vad ska de ha det till?"), required=True),
        Day(name="valid_from", label=Ndu("Från och med"), required=True),
        Day(
            name="valid_to",
            label=Ndu("Till och med"),
            help=Ndu("Högst tolv månader. Du kan ta tillbaka ditt ja när du vill."),
            required=True,
        ),
        Choice(
            name="form", label=Ndu("Hur har du sagt ja?"), required=True, options=codes(ConsentForm)
        ),
    ),
    lead=Ndu(
        "Vi lämnar inte ut något om dig utan ditt ja, om inte lagen kräver eller tillåter det."
    ),
)
"""The first suggestion of who is responsible is the participant, who needs no consent."""


def begin_from(consent: Consent | None, today: date) -> dict[str, Any]:
    """What the form starts with: a renewal covers what the consent does, a first one nothing."""
    covers = {each.value: bool(consent and each in consent.categories) for each in ConsentCategory}
    if consent is None:
        return {"valid_from": today, **covers}
    return {
        "valid_from": today,
        "recipient": consent.recipient,
        "purpose": consent.purpose,
        **covers,
    }
