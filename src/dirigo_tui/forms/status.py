"""What is asked about status: what the forms start with, and what is told about what stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from dirigo_tui.domain.records import Status
from dirigo_tui.domain.vocabulary import Axis, Source
from dirigo_tui.forms import definitions
from dirigo_tui.forms.form import Form, Question
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.status import about_current, named

_FIELDS: Final = ("value", "extent", "from_on", "to_on", "source")


def new(axis: Axis, held: Sequence[Status], today: date) -> Question:
    """What holds on an axis from a day on.

    Args:
        held: what holds there today.
    """
    form = _telling(definitions.status(axis), about_current(axis, held, today))
    return Question(form, {"from_on": today, "source": Source.CASEWORKER})


def corrected(wrong: Status) -> Question:
    """What a row should have said."""
    values: Mapping[str, Any] = {name: getattr(wrong, name) for name in _FIELDS}
    return Question(definitions.status_correction(wrong.axis), values)


def ends(held: Status, today: date) -> Question:
    """Which day was the last of a row."""
    told = _("Det gäller: {what}.").format(what=named(held, today))
    return Question(_telling(definitions.STATUS_ENDS, told), {})


def _telling(form: Form, help: str) -> Form:
    """The form with a help text in its first field, where one begins."""
    first, *others = form.fields
    return replace(form, fields=(replace(first, help=help or first.help), *others))
