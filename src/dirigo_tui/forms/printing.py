"""What is asked before a plan is printed."""

from __future__ import annotations

from typing import Any, Final

from dirigo_tui.forms.fields import Field, Line, LongText, YesNo
from dirigo_tui.forms.form import Form
from dirigo_tui.i18n.catalogue import N_

_FIELDS: Final[tuple[Field[Any], ...]] = (
    Line(
        name="file",
        label=N_("Fil"),
        help=N_("Till exempel plan.pdf eller plan.txt. Den får inte finnas."),
        required=True,
    ),
    YesNo(name="large", label=N_("Stor stil"), required=True),
    YesNo(name="strengths", label=N_("Ta med ”det här har jag”"), required=True),
    YesNo(name="obstacles", label=N_("Ta med ”det här är svårt”"), required=True),
    Line(
        name="recipient",
        label=N_("Till någon annan"),
        help=N_("Tomt om den är till deltagaren. Annars den som samtycket är till."),
    ),
)


def print_plan(*, protected: bool) -> Form:
    """Where to, and how.

    Args:
        protected: whether the identity is; then a reason is needed (DOMAIN.md §10).
    """
    reason = LongText(name="reason", label=N_("Skäl"), required=True)
    fields = (*_FIELDS, reason) if protected else _FIELDS
    return Form("print_plan", N_("Skriv ut planen"), fields)
