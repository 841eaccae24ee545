"""What is kept and for how long: registerutdrag, and gallring with two people's approval."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from dirigo_tui.cli.plain.menu import Entry, Menu, visit
from dirigo_tui.cli.plain.page import Page
from dirigo_tui.cli.plain.place import Place
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import Access
from dirigo_tui.forms import keeping
from dirigo_tui.i18n.catalogue import _, n_
from dirigo_tui.i18n.retention import certified, due_cells
from dirigo_tui.i18n.subject_access import extract_on_paper
from dirigo_tui.services import retention
from dirigo_tui.services.retention import DueFile
from dirigo_tui.services.subject_access import WriteExtract, write_extract


def subject_access(page: Page) -> None:
    """Write everything about the person to a file for them."""
    person, place = page.person, page.place

    def save(values: dict[str, Any]) -> bool:
        order = WriteExtract(
            reference=person.reference,
            path=Path(values["file"]).expanduser(),
            reason=values.get("reason", ""),
        )
        try:
            written = write_extract(place.desk, order, extract_on_paper)
        except Refused as refused:
            raise Refused(refused.code, **{"field": "file", **refused.params}) from None
        place.console.say(*map(str, written))
        return True

    place.filler.fill(keeping.subject_access(protected=person.protected), save)


def due_files(place: Place) -> None:
    """Read which files are to be destroyed, approve, and destroy what two have approved."""
    place.desk.note_access(Access.LISTED)

    def look() -> Menu:
        files = place.desk.read(retention.due_files)
        approved = sum(file.may_be_destroyed for file in files)
        entries = [
            Entry(_("Läs intygen"), partial(_certificates, place)),
            Entry(_("Gallra det som två har godkänt"), partial(_destroy, place, approved),
                  bool(approved)),
            *(Entry(", ".join(due_cells(file)), partial(_approve, place, file)) for file in files),
        ]  # fmt: skip
        said = n_("{n} akt.", "{n} akter.", len(files)).format(n=len(files))
        return Menu(
            _("Gallring"),
            entries,
            [said],
            _("Välj en akt för att godkänna att den gallras. Två olika personer ska godkänna."),
        )

    visit(place.console, look)


def _approve(place: Place, file: DueFile) -> None:
    def save(values: dict[str, Any]) -> DueFile:
        return place.write(retention.approve, file.reference, values["person"])

    place.filler.fill(keeping.APPROVAL, save)


def _destroy(place: Place, count: int) -> None:
    question = n_("Gallra {n} akt?", "Gallra {n} akter?", count).format(n=count)
    consequence = _(
        "Allt i dem försvinner och går inte att få tillbaka. Kvar blir ett intyg utan innehåll."
    )
    place.console.say(consequence)
    if place.console.agree(question):
        place.console.say(*map(certified, retention.destroy(place.desk)))


def _certificates(place: Place) -> None:
    written = place.desk.read(retention.certificates)
    place.console.say(*(map(certified, written) if written else (_("Inget har gallrats."),)))
