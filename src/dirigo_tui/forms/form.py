"""A form: fields under a title, read all at once so that every mistake is told at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from dirigo_tui.domain.errors import Refused
from dirigo_tui.forms.fields import Field
from dirigo_tui.i18n.catalogue import NO_WORDS, Lazy


class FormError(Exception):
    """Some fields could not be read.

    Attributes:
        errors: what is wrong, keyed by the field's name, in the order of the form.
    """

    def __init__(self, errors: Mapping[str, Refused]) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked for together.

    Attributes:
        id: stable name, e.g. ``activity``; part of the draft's key.
        title: heading of the dialog; plain ``str`` when there is user text in it.
        lead: what to know before answering; may be "".
    """

    id: str
    title: Lazy | str
    fields: tuple[Field[Any], ...]
    lead: Lazy | str = NO_WORDS

    def field(self, name: str) -> Field[Any]:
        """The field of that name. Raises ``KeyError``."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    def asks(self, field: Field[Any], texts: Mapping[str, str]) -> bool:
        """Whether a field is asked, given the codes that the choices hold."""
        condition = field.only_if
        return condition is None or texts.get(condition.name, "") in condition.codes

    def parse(self, texts: Mapping[str, str], today: date) -> dict[str, Any]:
        """The values, keyed by field name; a text that is not given, or not asked for, is empty.

        Raises:
            FormError: with every field that could not be read.
        """
        values: dict[str, Any] = {}
        errors: dict[str, Refused] = {}
        for field in self.fields:
            if not self.asks(field, texts):
                values[field.name] = field.empty
                continue
            try:
                values[field.name] = field.parse(texts.get(field.name, ""), today)
            except Refused as refused:
                errors[field.name] = refused
        if errors:
            raise FormError(errors)
        return values

    def texts(self, values: Mapping[str, Any]) -> dict[str, str]:
        """What the inputs start with; a value that is not given is empty."""
        return {
            field.name: field.text(values.get(field.name, field.empty)) for field in self.fields
        }


class Question(NamedTuple):
    """A form and the values it starts with."""

    form: Form
    values: Mapping[str, Any]
