"""What somebody was writing when the desk was locked, or when the power went: offered again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from dirigo_tui.domain.dates import today_in_sweden
from dirigo_tui.forms import consent, definitions, person, sitting
from dirigo_tui.forms.draft_keys import DraftKey
from dirigo_tui.forms.form import Form
from dirigo_tui.i18n.catalogue import N_, Lazy, _, n_
from dirigo_tui.i18n.formats import clock, sentence_case, short_day
from dirigo_tui.i18n.history import shortened
from dirigo_tui.services import caseload, drafts
from dirigo_tui.services.ports import Reader
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.panes.sections import SECTIONS
from dirigo_tui.tui.screen import DirigoDialog
from dirigo_tui.tui.widgets.chrome import FooterLine
from dirigo_tui.tui.widgets.confirm import ConfirmDialog
from dirigo_tui.tui.widgets.safe_text import safe
from dirigo_tui.tui.widgets.virtual_list import VirtualList

TAKE_UP = Command("drafts.take_up", "enter", N_("fortsätt"), N_("Fortsätt skriva där du var."))
THROW = Command("drafts.throw", "delete", N_("kasta"), N_("Kasta utkastet på raden."))

SHOWN_LINES = 10

_FORMS: Final[Sequence[Form]] = (
    consent.CONSENT,
    definitions.NOTE,
    definitions.FOLLOW_UP,
    definitions.OWN_GOAL,
    definitions.END,
    definitions.IDENTITY_NUMBER,
    person.BASICS,
    person.START,
    person.FOLLOW_UP_DONE,
)
_TITLES: Final[Mapping[str, Lazy | str]] = {form.id: form.title for form in _FORMS}
_SECTIONS: Final[Mapping[str, Lazy]] = {section.name: section.label for section in SECTIONS}
_PLACES: Final = frozenset({"", *_SECTIONS})
"""Where a draft can be taken up again."""
_OWN_WORDS: Final = frozenset(
    {
        *("text", "own_words", "own_goal", "strengths", "obstacles", "title", "note"),
        *("purpose", "recipient", "reason", "taking_part", "time_text"),
    }
)
"""Fields that hold what somebody has written; the others hold codes and days."""


class Kept(NamedTuple):
    """A draft in somebody's file.

    Attributes:
        name: what to call the person.
        words: how it begins, in quotes, or how far it has come; may be "".
        saved_at: UTC.
        today: the day the draft was found.
    """

    key: DraftKey
    name: str
    words: str
    saved_at: datetime
    today: date

    @property
    def what(self) -> str:
        """What was being written: the title of the form, or the section it belongs to."""
        known = _TITLES.get(self.key.form) or _SECTIONS.get(self.key.section)
        return str(known) if known else _("Utkast")

    @property
    def when(self) -> str:
        """When it was last written in: the time of a draft of today, else the day."""
        day = today_in_sweden(self.saved_at)
        return clock(self.saved_at) if day == self.today else short_day(day, self.today)


def kept_drafts(reader: Reader) -> list[Kept]:
    """Drafts in the files of people who are still here, the latest first."""
    found = [(DraftKey.parse(draft.key), draft) for draft in drafts.drafts(reader)]
    ids = {key.participant_id for key, _draft in found if key}
    names = {row.id: row.name for row in caseload.page(reader, sorted(ids))}
    return [
        Kept(key, names[key.participant_id], _words(key, draft), draft.saved_at, reader.today)
        for key, draft in found
        if key and key.participant_id in names and key.section in _PLACES
    ]


def _words(key: DraftKey, draft: drafts.Draft) -> str:
    """The longest text of a form that was being filled in; of a rating, how far it has come."""
    if key.form == sitting.FORM:
        count = sitting.answered(draft.content)
        return n_("{n} svar", "{n} svar", count).format(n=count)
    try:
        texts = json.loads(draft.content)
    except ValueError:
        return ""
    fields = texts.items() if isinstance(texts, dict) else ()
    written = (text for name, text in fields if name in _OWN_WORDS and isinstance(text, str))
    longest = max(written, key=len, default="")
    return f"”{longest}”" if longest else ""


class KeptDraftsDialog(DirigoDialog[DraftKey]):
    """The list; the result is the key of the draft to take up, or None for later.

    Args:
        kept: at least one.
    """

    commands = (TAKE_UP, THROW)

    DEFAULT_CSS = """
    KeptDraftsDialog VirtualList { margin: 1 0; }
    KeptDraftsDialog FooterLine { dock: none; padding: 0; }
    """

    def __init__(self, kept: Sequence[Kept]) -> None:
        super().__init__()
        self._kept = {str(draft.key): draft for draft in kept}

    def compose(self) -> ComposeResult:
        """The list, latest first."""
        with Vertical(classes="box") as box:
            box.border_title = safe(_("Det här höll du på att skriva"))
            yield VirtualList[Kept](
                load=self._rows, draw=_row, row_id=lambda draft: str(draft.key), row_height=2
            )
            yield FooterLine()

    def on_mount(self) -> None:
        """Show what there is."""
        self._show()

    def _show(self) -> None:
        listed = self.query_one(VirtualList)
        listed.styles.height = min(2 * len(self._kept), SHOWN_LINES)
        listed.show(list(self._kept), rows=list(self._kept.values()))
        listed.focus()

    async def _rows(self, ids: Sequence[str]) -> Sequence[Kept]:
        return [self._kept[id] for id in ids if id in self._kept]

    @property
    def _marked(self) -> Kept | None:
        return self._kept.get(self.query_one(VirtualList).marked_id or "")

    def explain(self) -> str:
        """What ``?`` says."""
        return _("Utkast som inte är sparade. Esc låter dem ligga kvar till nästa gång.")

    def action_take_up(self) -> None:
        """Answer with the marked draft."""
        if (draft := self._marked) is not None:
            self.dismiss(draft.key)

    def action_throw(self) -> None:
        """Ask, then forget the marked draft."""
        draft = self._marked
        if draft is None:
            return

        async def throw(confirmed: bool | None) -> None:
            if confirmed:
                await self.desk.awrite(drafts.remove, str(draft.key))
                del self._kept[str(draft.key)]
                if self._kept:
                    self._show()
                else:
                    self.dismiss(None)

        question = _("Kasta utkastet ”{what}” om {name}?")
        self.app.push_screen(
            ConfirmDialog(
                question.format(what=draft.what, name=draft.name),
                _("Kasta"),
                _("Det går inte att få tillbaka."),
            ),
            throw,
        )


def _row(draft: Kept, width: int) -> Sequence[Content]:
    line = safe(f"{sentence_case(draft.what)} · {draft.name}")
    when = safe(f"  {draft.when}", "$quiet")
    return (
        line.truncate(width - when.cell_length, ellipsis=True) + when,
        safe(shortened(draft.words, width), "$quiet"),
    )
