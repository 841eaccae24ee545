"""Practice consents: who may know what, and what has gone out under it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dirigo_tui.domain.consent import latest_end
from dirigo_tui.domain.deadlines import CONSENT_NOTICE
from dirigo_tui.domain.records import Consent, Sharing
from dirigo_tui.domain.vocabulary import ConsentForm, SharedAs
from dirigo_tui.services.practice.journey import Journey
from dirigo_tui.services.practice.personas import Lapse, Persona

_REGION = "Region Stockholm"
_TO_AUTHORITIES = (
    ("Försäkringskassan", "Planera återgång i arbete"),
    ("Arbetsförmedlingen", "Planera arbetsträning"),
)


def consents(persona: Persona, journey: Journey) -> Iterator[Consent | Sharing]:
    """One person's consents and what has gone out, while taking part."""
    chance = persona.chance
    if persona.end is not None and persona.end <= persona.today:
        return
    runs_out = persona.lapse is Lapse.CONSENT_RUNS_OUT
    if runs_out or chance.often(0.3):
        yield _consent(persona, journey, _REGION, "Samordna rehabiliteringen", runs_out=runs_out)
    if chance.often(0.6):
        recipient, purpose = chance.pick(_TO_AUTHORITIES)
        consent = _consent(persona, journey, recipient, purpose, runs_out=False)
        yield consent
        met = [day for day in journey.visits if day >= consent.valid_from]
        if met and chance.often(0.6):
            yield Sharing(
                **persona.written(met[0]),
                recipient=recipient,
                plan=True,
                on=met[0],
                shared_as=SharedAs.PAPER,
                consent_id=consent.id,
            )


def _consent(
    persona: Persona, journey: Journey, recipient: str, purpose: str, *, runs_out: bool
) -> Consent:
    chance = persona.chance
    first = max(journey.start, persona.today - timedelta(days=chance.between(60, 250)))
    return Consent(
        **persona.written(first),
        recipient=recipient,
        purpose=purpose,
        plan=True,
        status=chance.often(0.4),
        medical=recipient == _REGION and chance.often(0.5),
        valid_from=first,
        valid_to=_last(persona, first, runs_out=runs_out),
        form=ConsentForm.ORAL if chance.often(0.2) else ConsentForm.WRITTEN,
    )


def _last(persona: Persona, first: date, *, runs_out: bool) -> date:
    if runs_out:
        return persona.today + timedelta(days=persona.chance.between(2, CONSENT_NOTICE - 8))
    return latest_end(first)
