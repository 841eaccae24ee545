"""Consents: given, taken back, and what has gone out under each (DOMAIN.md §10)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dirigo_tui.domain import consent as rules
from dirigo_tui.domain.consent import ConsentState, Permit
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Consent, Participant, Sharing
from dirigo_tui.domain.text import clean
from dirigo_tui.domain.vocabulary import Action, ConsentCategory, ConsentForm, SharedAs
from dirigo_tui.services.ports import Reader, UnitOfWork
from dirigo_tui.services.recording import as_seen, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveConsent:
    """What the participant has agreed to; the fields are those of the record ``Consent``.

    Attributes:
        valid_from: today when None.
    """

    participant_id: str
    recipient: str
    purpose: str
    valid_to: date
    form: ConsentForm
    valid_from: date | None = None
    plan: bool = False
    mapping: bool = False
    ratings: bool = False
    status: bool = False
    medical: bool = False


@dataclass(frozen=True, slots=True)
class ConsentView:
    """A consent, how it stands today, and what has gone out under it, the latest first."""

    consent: Consent
    state: ConsentState
    sharings: tuple[Sharing, ...]


@dataclass(frozen=True, slots=True)
class ConsentsView:
    """Everything about consents of one person.

    Attributes:
        consents: those that hold first, then those to come, then the others; of each, the one that
            ends first before the others.
        handovers: what has gone to other desks of the organisation, the latest first.
    """

    consents: tuple[ConsentView, ...]
    handovers: tuple[Sharing, ...]


@dataclass(frozen=True, slots=True)
class HandedOut:
    """What goes to somebody else on a paper or in a file.

    Attributes:
        recipient: as the consent spells it; "" for the participant's own copy.
        under: the consent each category goes out under; empty for the participant's own copy.
        may_be_medical: whether what tells of health belongs in it.
    """

    recipient: str
    under: Permit
    may_be_medical: bool


_ORDER = (
    ConsentState.IN_FORCE,
    ConsentState.AHEAD,
    ConsentState.RUN_OUT,
    ConsentState.WITHDRAWN,
)


def give_consent(unit: UnitOfWork, command: GiveConsent) -> Consent:
    """Record a consent. To the same recipient there may be several, side by side.

    Raises:
        Refused: ``not_found``; what :func:`dirigo_tui.domain.consent.check` refuses;
            ``consent_is_over(valid_to)`` for one that has run out already.
    """
    unit.get(Participant, command.participant_id)
    consent = Consent(
        **stamp(unit),
        participant_id=command.participant_id,
        recipient=_known_spelling(unit, command.participant_id, clean(command.recipient)),
        purpose=clean(command.purpose),
        valid_from=command.valid_from or unit.today,
        valid_to=command.valid_to,
        form=command.form,
        **{each.value: getattr(command, each.value) for each in ConsentCategory},
    )
    rules.check(consent)
    if consent.valid_to < unit.today:
        raise Refused("consent_is_over", valid_to=consent.valid_to)
    unit.add(consent)
    unit.happened(
        Action.CONSENT_GIVEN,
        consent.participant_id,
        recipient=consent.recipient,
        valid_to=consent.valid_to.isoformat(),
        categories=",".join(consent.categories),
    )
    return consent


def withdraw_consent(unit: UnitOfWork, consent_id: str, version: int | None = None) -> ConsentView:
    """Take a consent back: it holds no more from now on. Also closes one that has run out.

    The result lists what has already gone out under it, which the program cannot take back.

    Raises:
        Refused: ``not_found``; ``changed_elsewhere``; ``consent_is_withdrawn(on)``.
    """
    consent = as_seen(unit, Consent, consent_id, version)
    if consent.withdrawn_on is not None:
        raise Refused("consent_is_withdrawn", on=consent.withdrawn_on)
    consent = unit.change(consent, withdrawn_on=unit.today)
    unit.happened(Action.CONSENT_WITHDRAWN, consent.participant_id, recipient=consent.recipient)
    shared = unit.find(Sharing, participant_id=consent.participant_id, consent_id=consent.id)
    return ConsentView(consent, ConsentState.WITHDRAWN, _latest_first(shared))


def consents(reader: Reader, participant_id: str) -> ConsentsView:
    """What a person has agreed to, and what has gone out. Raises ``Refused("not_found")``."""
    reader.get(Participant, participant_id)
    shared = reader.find(Sharing, participant_id=participant_id)
    views = [
        ConsentView(
            consent,
            rules.state_on(consent, reader.today),
            _latest_first(each for each in shared if each.consent_id == consent.id),
        )
        for consent in reader.find(Consent, participant_id=participant_id)
    ]
    views.sort(key=lambda view: (_ORDER.index(view.state), view.consent.valid_to, view.consent.id))
    return ConsentsView(
        tuple(views), _latest_first(each for each in shared if each.consent_id is None)
    )


def in_force(reader: Reader, participant_id: str) -> tuple[Consent, ...]:
    """The consents that hold today, the one that ends first before the others."""
    found = reader.find(Consent, participant_id=participant_id)
    held = (c for c in found if rules.state_on(c, reader.today) is ConsentState.IN_FORCE)
    return tuple(sorted(held, key=lambda consent: (consent.valid_to, consent.id)))


def permitted_to(reader: Reader, participant_id: str, recipient: str) -> Permit:
    """What a recipient may have today."""
    held = reader.find(Consent, participant_id=participant_id)
    return rules.permit(held, clean(recipient), reader.today)


def handed_out(
    reader: Reader,
    participant_id: str,
    recipient: str,
    needed: Iterable[ConsentCategory],
) -> HandedOut:
    """What a paper or a file gives away. Nothing needs a consent for the participant's own copy.

    Args:
        reader: the desk.
        participant_id: whose it is.
        recipient: whom it is for, "" for the participant.
        needed: the categories it is of.

    Raises ``Refused("consent_missing")``, naming what is missing.
    """
    if not clean(recipient):
        return HandedOut("", {}, may_be_medical=True)
    permitted = permitted_to(reader, participant_id, recipient)
    rules.require(permitted, needed, clean(recipient))
    under = {category: permitted[category] for category in needed}
    medical = permitted.get(ConsentCategory.MEDICAL)
    known_as = next(iter(under.values())).recipient
    if medical is not None:
        under[ConsentCategory.MEDICAL] = medical
    return HandedOut(known_as, under, may_be_medical=medical is not None)


def note_sharing(unit: UnitOfWork, participant_id: str, shared_as: SharedAs, under: Permit) -> None:
    """Note what has gone out, one row for each consent it went out under.

    Outside the journal: what has gone out stays so, whatever is undone at the desk.

    Raises ``Refused("consent_missing")`` when a consent has been taken back meanwhile.
    """
    by_consent: dict[str, list[ConsentCategory]] = {}
    for category, consent in under.items():
        by_consent.setdefault(consent.id, []).append(category)
    for consent_id, categories in by_consent.items():
        consent = unit.get(Consent, consent_id)
        if rules.state_on(consent, unit.today) is not ConsentState.IN_FORCE:
            raise Refused("consent_missing", recipient=consent.recipient, categories=categories)
        _add(unit, participant_id, shared_as, categories, consent)


def note_handover(unit: UnitOfWork, participant_id: str) -> None:
    """Note that a whole file has gone to another desk of the organisation."""
    _add(unit, participant_id, SharedAs.HANDOVER, ConsentCategory, None)


def _add(
    unit: UnitOfWork,
    participant_id: str,
    shared_as: SharedAs,
    categories: Iterable[ConsentCategory],
    consent: Consent | None,
) -> None:
    flags: dict[str, Any] = {category.value: True for category in categories}
    sharing = Sharing(
        **stamp(unit),
        participant_id=participant_id,
        recipient=consent.recipient if consent else "",
        on=unit.today,
        shared_as=shared_as,
        consent_id=consent.id if consent else None,
        **flags,
    )
    unit.add_many([sharing])


def _known_spelling(reader: Reader, participant_id: str, recipient: str) -> str:
    """The recipient as an earlier consent has it, so that a renewal is known as one."""
    earlier = reader.find(Consent, participant_id=participant_id)
    known: Sequence[str] = [each.recipient for each in earlier]
    return next((name for name in known if rules.same_recipient(name, recipient)), recipient)


def _latest_first(sharings: Iterable[Sharing]) -> tuple[Sharing, ...]:
    return tuple(sorted(sharings, key=lambda s: (s.on, s.recorded_at, s.id), reverse=True))
