"""The way in: whom to see first and why, finding somebody, somebody new, and what was begun."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from dirigo_tui.cli.plain import history
from dirigo_tui.cli.plain.joint import choose_pin
from dirigo_tui.cli.plain.keeping import due_files
from dirigo_tui.cli.plain.menu import LEAVE, Entry, Leave, Menu, visit
from dirigo_tui.cli.plain.person import open_person
from dirigo_tui.cli.plain.place import Place
from dirigo_tui.domain.dates import today_in_sweden
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Participant
from dirigo_tui.domain.vocabulary import Access
from dirigo_tui.forms.draft_keys import DraftKey
from dirigo_tui.forms.person import REGISTRATION, beside_its_field, check_reason, newcomer
from dirigo_tui.i18n.caseload import CHOICES, FILTER_NAMES
from dirigo_tui.i18n.catalogue import _, n_
from dirigo_tui.i18n.deadlines import why
from dirigo_tui.i18n.formats import clock, short_day
from dirigo_tui.services import caseload, drafts
from dirigo_tui.services.caseload import CaseloadRow, Filter, Group
from dirigo_tui.services.participants import Basics, RegisterParticipant, eligibility, register
from dirigo_tui.services.ports import Reader
from dirigo_tui.services.set_up import desk_names

AT_ONCE = 10
"""So many people are read out at a time."""

NEWCOMER = "participant:new"
"""The key of the draft of somebody new."""


def home(place: Place) -> None:
    """Stay at the beginning until somebody locks. Raises ``Ended`` to quit."""

    def lock() -> Leave:
        return LEAVE

    def look() -> Menu:
        names, counts = place.desk.read(desk_names), place.desk.read(caseload.counts)
        kept = place.desk.read(_kept)
        mine = Filter.MINE if counts[Filter.MINE] else Filter.ALL
        listed = _("{list} ({n})").format(list=FILTER_NAMES[mine], n=counts[mine])
        entries = [
            Entry(listed, partial(people, place, mine)),
            Entry(_("Andra urval"), partial(_choose, place)),
            Entry(_("Ny deltagare"), partial(new_person, place)),
            Entry(_("Det du höll på att skriva ({n})").format(n=len(kept)),
                  partial(_begun, place), bool(kept)),
            Entry(_("Ångra det senaste"), partial(history.take_back, place)),
            Entry(_("Gör om"), partial(history.do_again, place)),
            Entry(_("Lås"), lock),
            Entry(_("Gallring"), partial(due_files, place)),
            Entry(_("PIN-kod för att sluta sitta tillsammans"), partial(choose_pin, place)),
        ]  # fmt: skip
        late = n_("{n} har något försenat.", "{n} har något försenat.", counts[Filter.OVERDUE])
        lines = [
            ", ".join(name for name in (names.desk, names.caseworker) if name),
            late.format(n=counts[Filter.OVERDUE]) if counts[Filter.OVERDUE] else "",
        ]
        return Menu(
            _("Början"),
            entries,
            [line for line in lines if line],
            _("Skriv en del av ett namn, en referens eller en ort för att söka."),
            otherwise=partial(_search, place),
            first=True,
        )

    visit(place.console, look)


def _choose(place: Place) -> None:
    def look() -> Menu:
        counts = place.desk.read(caseload.counts)
        entries = [
            Entry(
                _("{list} ({n})").format(list=FILTER_NAMES[choice], n=counts[choice]),
                partial(people, place, choice),
            )
            for choice in CHOICES
        ]
        return Menu(_("Urval"), entries)

    visit(place.console, look)


def _search(place: Place, text: str) -> None:
    place.desk.note_access(Access.SEARCHED)
    if place.desk.read(caseload.worklist, Filter.ALL, text).ids:
        people(place, Filter.ALL, text)
    else:
        place.console.say(_("Ingen passar ”{text}”.").format(text=text))


def people(place: Place, chosen: Filter, search: str = "") -> None:
    """Read a list, a few people at a time, and open one of them."""
    if not search:
        place.desk.note_access(Access.LISTED)
    begin = 0

    def turn(by: int) -> None:
        nonlocal begin
        begin += by

    def look() -> Menu:
        found = place.desk.read(caseload.worklist, chosen, search)
        rows = place.desk.read(caseload.page, found.ids[begin : begin + AT_ONCE])
        today = place.desk.read(_today)
        entries = [Entry(_row(row, today), partial(open_person, place, row.id)) for row in rows]
        # The numbers of what else can be done are the same on every page.
        entries += [Entry("", _nothing, there=False)] * (AT_ONCE - len(rows))
        more = len(found.ids) - begin - AT_ONCE
        entries += [
            Entry(_("Nästa sida"), partial(turn, AT_ONCE), more > 0),
            Entry(_("Förra sidan"), partial(turn, -AT_ONCE), begin > 0),
        ]
        return Menu(
            _where(chosen, search),
            entries,
            [_counted(len(found.ids), found.sizes[Group.OVERDUE])],
            _("Skriv en del av ett namn, en referens eller en ort för att söka."),
            otherwise=partial(_search, place),
        )

    visit(place.console, look)


def _today(reader: Reader) -> Any:
    return reader.today


def _nothing() -> None:
    """What cannot be done."""


def _where(chosen: Filter, search: str) -> str:
    return _("Sökning ”{text}”").format(text=search) if search else str(FILTER_NAMES[chosen])


def _counted(count: int, late: int) -> str:
    said = n_("{n} deltagare, {late} försenade.", "{n} deltagare, {late} försenade.", count)
    return said.format(n=count, late=late)


def _row(person: CaseloadRow, today: Any) -> str:
    """Who, and why they are there."""
    reason = why(person.why, today) if person.why else _("Inget är försenat eller inbokat")
    return f"{person.name}: {reason}"


def new_person(place: Place) -> None:
    """Register somebody, and open their file."""
    caseworker = place.desk.read(desk_names).caseworker

    def save(values: dict[str, Any]) -> Participant:
        reason, start = values.pop("reason"), values.pop("start")
        told = Basics(**values)
        check_reason(place.desk.read(eligibility, told, start), reason)
        command = RegisterParticipant(basics=told, start=start, reason=reason)
        try:
            return place.write(register, command)
        except Refused as refused:
            raise beside_its_field(refused) from None

    person = place.filler.fill(REGISTRATION, save, values=newcomer(caseworker), draft_key=NEWCOMER)
    if person is not None:
        open_person(place, person.id)


# --- what was begun -------------------------------------------------------------------------------


def _kept(reader: Reader) -> list[tuple[str, DraftKey | None]]:
    """Drafts, the latest first: in words, and the key of one in somebody's file."""
    found = [(draft, DraftKey.parse(draft.key)) for draft in drafts.drafts(reader)]
    ids = sorted({key.participant_id for _draft, key in found if key})
    names = {row.id: row.name for row in caseload.page(reader, ids)}
    kept: list[tuple[str, DraftKey | None]] = []
    for draft, key in found:
        day = today_in_sweden(draft.saved_at)
        when = clock(draft.saved_at)
        if day != reader.today:
            when = short_day(day, reader.today)
        if key is not None and key.participant_id in names:
            kept.append((f"{names[key.participant_id]}, {when}", key))
        elif draft.key == NEWCOMER:
            kept.append((_("Ny deltagare, {when}").format(when=when), None))
    return kept


def _begun(place: Place) -> None:
    def take_up(key: DraftKey | None) -> None:
        if key is None:
            new_person(place)
        else:
            open_person(place, key.participant_id, key)

    def look() -> Menu:
        kept: Sequence[tuple[str, DraftKey | None]] = place.desk.read(_kept)
        return Menu(_("Utkast"), [Entry(words, partial(take_up, key)) for words, key in kept])

    visit(place.console, look)
