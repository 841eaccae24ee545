"""Consents and what has gone out under them, in words."""

from __future__ import annotations

from datetime import date, timedelta

from dirigo_tui.domain.consent import ConsentState
from dirigo_tui.domain.deadlines import CONSENT_NOTICE
from dirigo_tui.domain.records import Consent, Covering, Sharing
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.formats import relative_day, short_day
from dirigo_tui.i18n.words import word
from dirigo_tui.services.consents import ConsentView


def covered(row: Covering) -> str:
    """``planen, egenskattningarna``."""
    return ", ".join(word(category) for category in row.categories)


def runs_out_soon(consent: Consent, today: date) -> bool:
    """Whether it is time to ask for a new one."""
    return consent.valid_to - timedelta(days=CONSENT_NOTICE) < today


def until(consent: Consent, today: date) -> str:
    """How long a consent in force holds: ``t.o.m. 28 feb``, ``går ut om 3 dagar``."""
    if runs_out_soon(consent, today):
        return _("går ut {relative}").format(relative=relative_day(consent.valid_to, today))
    return _("t.o.m. {day}").format(day=short_day(consent.valid_to, today))


def standing(view: ConsentView, today: date) -> str:
    """How a consent stands: ``gäller 1 nov – 28 feb``, ``taget tillbaka 3 dec``."""
    consent = view.consent
    days = f"{short_day(consent.valid_from, today)} – {short_day(consent.valid_to, today)}"
    match view.state:
        case ConsentState.IN_FORCE:
            return _("gäller {days}").format(days=days)
        case ConsentState.AHEAD:
            return _("ska gälla {days}").format(days=days)
        case ConsentState.RUN_OUT:
            return _("gick ut {day}").format(day=short_day(consent.valid_to, today))
    on = consent.withdrawn_on or today
    return _("taget tillbaka {day}").format(day=short_day(on, today))


def shared(sharing: Sharing, today: date) -> str:
    """What has gone out: ``18 nov: planen på papper (planen)``."""
    return _("{day}: {what} ({categories})").format(
        day=short_day(sharing.on, today), what=word(sharing.shared_as), categories=covered(sharing)
    )
