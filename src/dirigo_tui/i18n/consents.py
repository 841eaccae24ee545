"""Consents and what has gone out under them, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dirigo_tui.domain.consent import ConsentState
from dirigo_tui.domain.deadlines import CONSENT_NOTICE
from dirigo_tui.domain.records import Consent, Covering, Sharing
from dirigo_tui.i18n.catalogue import _, n_
from dirigo_tui.i18n.formats import relative_day, short_day
from dirigo_tui.i18n.words import word
from dirigo_tui.services.consents import ConsentsView, ConsentView


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


def gone(view: ConsentView) -> str:
    """What has gone out already, which taking a consent back cannot take back."""
    count = len(view.sharings)
    if not count:
        return _("Inget har lämnats ut med stöd av det.")
    return n_(
        "{n} gång har något redan lämnats ut. Det står under samtycket, och går inte att ta"
        " tillbaka härifrån: säg till mottagaren.",
        "{n} gånger har något redan lämnats ut. Det står under samtycket, och går inte att ta"
        " tillbaka härifrån: säg till mottagaren.",
        count,
    ).format(n=count)


def told(view: ConsentView, today: date) -> Iterator[str]:
    """A consent in lines, what has gone out below it."""
    consent = view.consent
    yield f"{consent.recipient}: {standing(view, today)}"
    yield f"  {covered(consent)} · {word(consent.form)} · {consent.purpose}"
    if not view.sharings:
        yield "  " + _("inget har lämnats ut")
    for sharing in view.sharings:
        yield "  " + shared(sharing, today)


def all_told(view: ConsentsView, today: date) -> list[str]:
    """Every consent in lines, then what has gone to other desks of the organisation."""
    lines = [line for each in view.consents for line in told(each, today)]
    if view.handovers:
        lines.append(_("Inom organisationen"))
        lines += [f"  {shared(sharing, today)}" for sharing in view.handovers]
    return lines or [_("Inget samtycke är inskrivet, så inget lämnas ut till andra.")]
