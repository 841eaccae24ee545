"""The mapping, area by area."""

from __future__ import annotations

from functools import partial
from typing import Any

from dirigo_tui.cli.plain.menu import Entry, Menu, visit
from dirigo_tui.cli.plain.page import Page
from dirigo_tui.domain.records import MappingEntry
from dirigo_tui.domain.vocabulary import MappingArea
from dirigo_tui.forms.definitions import mapping_area
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.formats import sentence_case, short_day
from dirigo_tui.i18n.words import word
from dirigo_tui.services.mapping import AreaView, mapping_of, rewritten, write_area

SECTION = "mapping"
_LAYERS = ("own_words", "strengths", "obstacles", "note")


def mapping(page: Page) -> None:
    """Go through the areas."""
    console = page.place.console

    def look() -> Menu:
        areas = page.place.desk.read(mapping_of, page.id)
        return Menu(
            page.where(_("Kartläggning")),
            [Entry(_named(area, page), partial(write, page, area.area)) for area in areas],
            help=_("Varje område får lämnas tomt. Välj ett område för att läsa och skriva."),
        )

    visit(console, look)


def _named(area: AreaView, page: Page) -> str:
    name = sentence_case(word(area.area))
    if area.is_empty or area.updated_on is None:
        return name if area.is_empty else _("{area}: skrivet").format(area=name)
    day = short_day(area.updated_on, page.person.today)
    return _("{area}: genomgånget {day}").format(area=name, day=day)


def write(page: Page, which: MappingArea) -> None:
    """Write in an area; what stands there is read out with each question."""
    area = next(a for a in page.place.desk.read(mapping_of, page.id) if a.area is which)

    def save(values: dict[str, Any]) -> MappingEntry:
        return page.place.write(write_area, rewritten(page.id, area, **values))

    values = {layer: getattr(area, layer) for layer in _LAYERS}
    page.ask(mapping_area(which), save, values=values, section=SECTION, about=which)


def resume(page: Page, form: str, about: str) -> None:  # noqa: ARG001 - one form an area
    """Take up a draft."""
    if about in set(MappingArea):
        write(page, MappingArea(about))
