"""A form in a dialog: keeps a draft of what is typed, saves on ctrl+s, says what is wrong.

How a screen uses it (import it inside the action: it need not be there for the first picture)::

    def action_new(self) -> None:
        async def save(values: dict[str, Any]) -> Goal:
            return await self.write(add_goal, AddGoal(participant_id=self.id, **values))

        self.app.push_screen(
            FormDialog(GOAL, save, draft_key=f"goal:new:{self.id}", participant_id=self.id),
            self._added,                      # gets what ``save`` returned, or None
        )

``save`` may raise ``Refused``: a parameter ``field`` puts the sentence beside that field,
otherwise it stands above the dialog's footer, and the dialog stays open.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from dirigo_tui.domain.errors import Refused
from dirigo_tui.forms.form import Form
from dirigo_tui.i18n.catalogue import N_, _
from dirigo_tui.i18n.formats import clock, sentence_case
from dirigo_tui.services import drafts
from dirigo_tui.services.ports import Reader
from dirigo_tui.tui.commands import SAVE, Command
from dirigo_tui.tui.screen import DirigoDialog
from dirigo_tui.tui.widgets.chrome import FooterLine, NoticeLine
from dirigo_tui.tui.widgets.form_pane import FormPane
from dirigo_tui.tui.widgets.safe_text import joined, safe

T = TypeVar("T")

START_OVER = Command(
    "form.start_over",
    "f8",
    N_("kasta utkastet"),
    N_("Kasta det som inte är sparat och börja om från det som var."),
)

_FRAME_LINES = 6
"""Lines of the dialog that are not fields: border, notice, footer."""


def _today(reader: Reader) -> date:
    return reader.today


class FormDialog(DirigoDialog[T]):
    """The dialog; its result is what ``save`` returned, or None when left without saving.

    Args:
        form: what is asked for.
        save: writes the values, keyed by field name.
        values: what the fields start with.
        draft_key: names the draft (one for each form and record); "" keeps none.
        participant_id: whom the draft is about.
        whose: the name of the person whose file it is written in; stands beside the title.
    """

    commands = (SAVE, START_OVER)

    DEFAULT_CSS = """
    FormDialog FooterLine, FormDialog NoticeLine { dock: none; margin: 0; padding: 0; }
    FormDialog FooterLine { margin-top: 1; }
    """

    def __init__(
        self,
        form: Form,
        save: Callable[[dict[str, Any]], Awaitable[T]],
        *,
        values: Mapping[str, Any] | None = None,
        draft_key: str = "",
        participant_id: str | None = None,
        whose: str = "",
    ) -> None:
        super().__init__()
        self._form = form
        self._save = save
        self._saved_texts = form.texts(values or {})
        self._draft_key = draft_key
        self._participant_id = participant_id
        self._whose = whose
        self._saving = self._saved = False

    def compose(self) -> ComposeResult:
        """The frame; the fields follow when it is known whether there is a draft."""
        with Vertical(classes="box") as box:
            box.border_title = self._title
            yield NoticeLine()
            yield FooterLine()

    @property
    def _title(self) -> Content:
        titles = [sentence_case(str(self._form.title)), self._whose]
        return joined(*(safe(title) for title in titles if title), between=" · ")

    def say_again(self) -> None:
        """Ask in the language in use by now; the fields stay as they are."""
        self.query_one(".box").border_title = self._title

    async def on_mount(self) -> None:
        """Show the fields, with the draft in them if there is one."""
        self._day = await self.read(_today)
        texts = self._saved_texts
        if self._draft_key:
            draft = await self.read(drafts.load, self._draft_key)
            if draft is not None:
                texts = {**texts, **json.loads(draft.content)}
                said = _("Utkast från {time} är tillbaka. F8 kastar det.")
                self.notice(said.format(time=clock(draft.saved_at)))
        await self._show(texts)

    async def _show(self, texts: Mapping[str, str]) -> None:
        await self.query(FormPane).remove()
        pane = FormPane(self._form, texts, self._day)
        pane.styles.max_height = self._room
        await self.query_one(".box").mount(pane, before=0)
        pane.focus_field(self._form.fields[0].name)

    @property
    def _room(self) -> int:
        return max(self.size.height - _FRAME_LINES, 3)

    def on_resize(self) -> None:
        """Let the fields scroll rather than push the footer out."""
        for pane in self.query(FormPane):
            pane.styles.max_height = self._room

    @on(FormPane.Edited)
    def _edited(self) -> None:
        # A key pressed just before saving may be told after it.
        if self._draft_key and not self._saved:
            content = json.dumps(self.query_one(FormPane).texts, ensure_ascii=False)
            self.dirigo.drafts.note(self._draft_key, content, self._participant_id)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to throw a draft away only where there is something to throw."""
        if action == "start_over":
            panes = self.query(FormPane)
            return bool(panes) and panes.first().texts != self._saved_texts
        return super().check_action(action, parameters)

    @on(FormPane.Finished)
    async def action_save(self) -> None:
        """Write what stands here, or say what is wrong with it."""
        values = None if self._saving or self._saved else self.query_one(FormPane).parse()
        if values is None:
            return
        self._saving = True
        try:
            result = await self._save(values)
        except Refused as refused:
            self._tell(refused)
        else:
            self._saved = True
            await self._drop_draft()
            self.dismiss(result)
        finally:
            self._saving = False

    def _tell(self, refused: Refused) -> None:
        field = str(refused.params.get("field", ""))
        if any(known.name == field for known in self._form.fields):
            self.query_one(FormPane).complain({field: refused})
        self.show_refused(refused)

    async def action_start_over(self) -> None:
        """Throw the draft away and show what was saved before."""
        await self._drop_draft()
        self.notice("")
        await self._show(self._saved_texts)

    async def _drop_draft(self) -> None:
        if self._draft_key:
            self.dirigo.drafts.forget(self._draft_key)
            await self.desk.awrite(drafts.remove, self._draft_key)
