"""A participant's file: what is in it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from dirigo_tui.cli.plain import (
    history,
    joint,
    keeping,
    mapping,
    overview,
    plan,
    plan_rows,
    ratings,
    status,
)
from dirigo_tui.cli.plain.menu import Entry, Menu, visit
from dirigo_tui.cli.plain.page import Page
from dirigo_tui.cli.plain.place import Place
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.protection import lifts
from dirigo_tui.domain.records import Participant
from dirigo_tui.domain.vocabulary import Access
from dirigo_tui.forms import sitting
from dirigo_tui.forms.draft_keys import DraftKey
from dirigo_tui.forms.person import BASICS, PROTECTED_BASICS, beside_its_field, check_reason
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.deadlines import why
from dirigo_tui.i18n.words import word
from dirigo_tui.services.caseload import row_of
from dirigo_tui.services.lifting import agree_to_lift
from dirigo_tui.services.participants import (
    Basics,
    ChangeParticipant,
    basics_of,
    change_basics,
    eligibility,
    get_participant,
)

_RESUME: Mapping[str, Callable[[Page, str, str], None]] = {
    overview.SECTION: overview.resume,
    mapping.SECTION: mapping.resume,
    plan_rows.SECTION: plan.resume,
    sitting.SECTION: ratings.resume,
    status.SECTION: status.resume,
}


def open_person(place: Place, id: str, draft: DraftKey | None = None) -> None:
    """Stay in somebody's file, beginning with a draft if there is one to take up.

    Raises ``Refused("not_found")``.
    """
    page = Page(place, id)
    place.desk.note_access(Access.OPENED, id)
    if draft is not None:
        _take_up(page, draft)

    def look() -> Menu:
        return Menu(page.person.name, _entries(page), _lines(page))

    visit(place.console, look)


def _entries(page: Page) -> list[Entry]:
    return [
        Entry(_("Översikt"), lambda: overview.overview(page)),
        Entry(_("Kartläggning"), lambda: mapping.mapping(page)),
        Entry(_("Min plan"), lambda: plan.plan(page)),
        Entry(_("Så ser jag på det"), lambda: ratings.ratings(page)),
        Entry(_("Status"), lambda: status.status(page)),
        Entry(_("Historik"), lambda: history.history(page)),
        Entry(_("Ny anteckning"), lambda: history.write(page)),
        Entry(_("Grunduppgifter"), lambda: basics(page)),
        Entry(_("Ångra det senaste"), lambda: history.take_back(page.place, page.id)),
        Entry(_("Gör om"), lambda: history.do_again(page.place, page.id)),
        Entry(_("Registerutdrag"), lambda: keeping.subject_access(page)),
        Entry(_("Tillsammans"), lambda: joint.sit_down(page.place, page.id)),
    ]


def _lines(page: Page) -> list[str]:
    """Who it is and what is most pressing, in a line each."""
    person = page.person
    row = page.place.desk.read(row_of, page.id)
    facts = [
        _("referens {reference}").format(reference=row.reference),
        word(row.target_group) if row.target_group else "",
        row.site,
        _("skyddade personuppgifter") if row.protected else "",
    ]
    lines = [", ".join(fact for fact in facts if fact) + "."]
    if row.why is not None:
        lines.append(why(row.why, person.today))
    return lines


def basics(page: Page) -> None:
    """Change what is known about the person; a protected name is shown only when asked for."""
    person, desk = page.person, page.place.desk
    if person.protected:
        question = _("Visa de skyddade uppgifterna om {name} på skärmen?")
        if not page.place.console.agree(question.format(name=person.name)):
            return
    known = desk.read(get_participant, page.id)
    before = basics_of(known)
    doubted = desk.read(eligibility, before, known.start)

    def save(values: dict[str, Any]) -> Participant:
        reason, second_person = values.pop("reason"), values.pop("second_person", "")
        secret = values.pop("second_secret", "")
        told = Basics(**values)
        doubts = desk.read(eligibility, told, known.start)
        check_reason([doubt for doubt in doubts if doubt not in doubted], reason)
        command = ChangeParticipant(
            participant_id=page.id,
            basics=told,
            version=known.version,
            reason=reason,
            second_person=second_person,
        )
        try:
            if lifts(before.protection, told.protection) and second_person:
                agree_to_lift(desk, secret)
            return page.place.write(change_basics, command)
        except Refused as refused:
            raise beside_its_field(refused) from None

    page.ask(PROTECTED_BASICS if person.protected else BASICS, save, values=asdict(before))


def _take_up(page: Page, draft: DraftKey) -> None:
    """Open the form that was being filled in; one that cannot be any more is only told."""
    try:
        if draft.section in _RESUME:
            _RESUME[draft.section](page, draft.form, draft.about)
        elif draft.form == BASICS.id:
            basics(page)
        else:
            history.write(page)
    except Refused as refused:
        page.place.console.refuse(refused)
