"""Consents: read, written down and taken back."""

from __future__ import annotations

from typing import Any

from dirigo_tui.cli.plain.menu import Entry, Menu, visit
from dirigo_tui.cli.plain.page import Page
from dirigo_tui.domain.consent import ConsentState
from dirigo_tui.domain.records import Consent
from dirigo_tui.forms.consent import CONSENT, begin_from
from dirigo_tui.i18n import consents as words
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.services.consents import (
    ConsentView,
    GiveConsent,
    consents,
    give_consent,
    withdraw_consent,
)


def show(page: Page, section: str) -> None:
    """Read what may go to whom, and change it.

    Args:
        page: whose file.
        section: of the page that drafts belong to.
    """

    def look() -> Menu:
        view = page.place.desk.read(consents, page.id)
        entries = [Entry(_("Nytt samtycke"), lambda: give(page, section))]
        for each in view.consents:
            if each.state is not ConsentState.WITHDRAWN:
                entries.append(_taking_back(page, each))
        return Menu(page.where(_("Samtycken")), entries, words.all_told(view, page.person.today))

    visit(page.place.console, look)


def give(page: Page, section: str) -> None:
    """Write down what the participant agrees to."""

    def save(values: dict[str, Any]) -> Consent:
        return page.place.write(give_consent, GiveConsent(participant_id=page.id, **values))

    page.ask(CONSENT, save, values=begin_from(None, page.person.today), section=section)


def _taking_back(page: Page, view: ConsentView) -> Entry:
    consent = view.consent
    named = _("Ta tillbaka samtycket till {recipient}").format(recipient=consent.recipient)

    def take_back() -> None:
        console = page.place.console
        if console.agree(f"{named}? {words.gone(view)}"):
            page.place.write(withdraw_consent, consent.id, consent.version)

    return Entry(named, take_back)
