"""A form of ``dirigo_tui.forms`` as widgets: a row for each field, mistakes told beside them.

``FormDialog`` is the usual way to it; a screen that asks for several things (set-up) holds one
itself::

    pane = FormPane(SET_UP, texts={}, today=today)
    values = pane.parse()        # None, and the first mistake focused, when something is wrong
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from dirigo_tui.domain.errors import Refused
from dirigo_tui.forms.fields import Choice, Field, LongText, OpenChoice, Secret
from dirigo_tui.forms.form import Form, FormError
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.errors import sentence
from dirigo_tui.tui.widgets.choice_box import ChoiceBox
from dirigo_tui.tui.widgets.entry import Entry, SecretEntry
from dirigo_tui.tui.widgets.long_entry import LongEntry
from dirigo_tui.tui.widgets.safe_text import safe
from dirigo_tui.tui.widgets.words import Words


def widget_for(field: Field[Any], text: str) -> Widget:
    """The widget that asks for the field, starting with a text."""
    if isinstance(field, Secret):
        return SecretEntry(id=field.name)
    if isinstance(field, LongText):
        return LongEntry(text, id=field.name)
    if isinstance(field, Choice):
        return ChoiceBox(field, text, id=field.name)
    return Entry(text, id=field.name)


def text_in(widget: Widget) -> str:
    """What stands in a widget made by :func:`widget_for`."""
    if isinstance(widget, ChoiceBox):
        return widget.code
    return widget.text if isinstance(widget, LongEntry) else getattr(widget, "value", "")


class FieldRow(Horizontal):
    """Label, input, and below it what is wrong, what was understood, or what is meant."""

    DEFAULT_CSS = """
    FieldRow { height: auto; margin-bottom: 0; }
    FieldRow > .label { width: 22; padding-right: 1; }
    FieldRow > Vertical { height: auto; width: 1fr; }
    FieldRow .said { height: auto; color: $quiet; display: none; }
    FieldRow .said.-shown { display: block; }
    FieldRow .said.-wrong { color: $bad; text-style: bold; }
    FieldRow LongEntry { height: 4; }
    """

    def __init__(self, field: Field[Any], text: str, today: date) -> None:
        super().__init__()
        self.field = field
        self._widget = widget_for(field, text)
        self._today = today
        self._wrong: Refused | None = None

    def compose(self) -> ComposeResult:
        """Label to the left, the rest to the right."""
        yield Words(self._label, classes="label")
        with Vertical():
            yield self._widget
            yield Static(classes="said")

    def _label(self) -> Content:
        return safe(f"{self.field.label} *" if self.field.required else self.field.label)

    def say_again(self) -> None:
        """What is said about the text is said in the language in use by now."""
        if self.query_one(".said").has_class("-shown"):
            self._say()

    @property
    def text(self) -> str:
        """What stands in the input at this moment."""
        return text_in(self._widget)

    def changed(self) -> None:
        """See to it that what is said fits the new text: an earlier complaint does not."""
        self._wrong = None
        self._say()

    def complain(self, refused: Refused | None) -> None:
        """Say what is wrong with the text."""
        self._wrong = refused
        self._say()

    def explain(self) -> str:
        """What ``?`` says."""
        help_text = str(self.field.help)
        return f"{self.field.label}. {help_text}" if help_text else f"{self.field.label}."

    def on_descendant_focus(self) -> None:
        """Say what is meant while one is here."""
        self._say()

    def on_descendant_blur(self) -> None:
        """Say what was understood once one has left."""
        self._say()

    def _say(self) -> None:
        said = self.query_one(".said", Static)
        text = sentence(self._wrong) if self._wrong else self._echo() or self._help()
        said.update(safe(f"! {text}" if self._wrong else text))
        said.set_class(bool(text), "-shown")
        said.set_class(self._wrong is not None, "-wrong")

    def _echo(self) -> str:
        try:
            text = self.text
            return self.field.echo(text, self._today) if text.strip() else ""
        except Refused:
            return ""  # told when the form is read, not while one is still writing

    def _help(self) -> str:
        if not self.has_focus_within:
            return ""
        parts = [str(self.field.help)]
        if isinstance(self.field, OpenChoice):
            words = ", ".join(str(option.word) for option in self.field.suggestions)
            parts.append(_("Till exempel: {words}.").format(words=words))
        return " ".join(part for part in parts if part)


class FormPane(VerticalScroll, can_focus=False):
    """The rows of a form.

    Args:
        texts: what the inputs start with, by field name (``Form.texts(values)``, or a draft).
        today: what relative days count from.
    """

    DEFAULT_CSS = """
    FormPane { height: auto; }
    FormPane > .lead { margin-bottom: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        # Before the field sees it: what is typed on after Enter belongs to the next field.
        Binding("enter", "next_field", show=False, priority=True),
    ]

    class Edited(Message):
        """A text has changed."""

    class Finished(Message):
        """Enter was pressed in the last field that is asked."""

    def __init__(self, form: Form, texts: Mapping[str, str], today: date) -> None:
        super().__init__()
        self.form = form
        self._today = today
        self._rows = {
            field.name: FieldRow(field, texts.get(field.name, ""), today) for field in form.fields
        }
        self._told = self._all_texts

    def compose(self) -> ComposeResult:
        """What to know first, then a row for each field."""
        if str(self.form.lead):
            yield Words(lambda: safe(self.form.lead, multiline=True), classes="lead")
        self._show_asked()
        yield from self._rows.values()
        if any(field.required for field in self.form.fields):
            yield Words(lambda: safe(_("* måste fyllas i")), classes="quiet")

    def _show_asked(self) -> None:
        """Show the rows that make sense, given what has been chosen."""
        texts = self._all_texts
        for row in self._rows.values():
            row.display = self.form.asks(row.field, texts)

    # The inputs are asked, not what they have told: a key pressed just before saving may be told
    # after it.
    @property
    def _all_texts(self) -> dict[str, str]:
        return {name: row.text for name, row in self._rows.items()}

    @property
    def texts(self) -> dict[str, str]:
        """What the inputs hold, passphrases left out."""
        return {
            name: row.text for name, row in self._rows.items() if not isinstance(row.field, Secret)
        }

    def parse(self) -> dict[str, Any] | None:
        """The values, or None when something is wrong: then it is told, and the first focused."""
        try:
            return self.form.parse(self._all_texts, self._today)
        except FormError as error:
            self.complain(error.errors)
            return None

    def complain(self, errors: Mapping[str, Refused]) -> None:
        """Say what is wrong, by field name, and go to the first of them."""
        for name, row in self._rows.items():
            row.complain(errors.get(name))
        self.focus_field(next(iter(errors)))

    def focus_field(self, name: str) -> None:
        """Go to a field, at once: the next letter belongs there."""
        self.screen.set_focus(self.query_one(f"#{name}"))

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceBox.Changed)
    def _changed(self, event: Input.Changed | TextArea.Changed | ChoiceBox.Changed) -> None:
        event.stop()
        texts = self._all_texts
        changed = [name for name, text in texts.items() if text != self._told[name]]
        self._told = texts
        for name in changed:
            self._rows[name].changed()
        if changed:  # an input tells its first value too
            self._show_asked()
            self.post_message(self.Edited())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter goes on from a one-line field; elsewhere it opens a choice or breaks a line."""
        if action == "next_field":
            return isinstance(self.screen.focused, Input)
        return super().check_action(action, parameters)

    def action_next_field(self) -> None:
        """Go to the next field, or finish from the last that is asked."""
        asked = [row for row in self._rows.values() if row.display]
        if asked[-1].has_focus_within:
            self.post_message(self.Finished())
        else:
            self.screen.focus_next()
