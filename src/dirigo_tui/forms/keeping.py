"""What is asked before a registerutdrag is written, and before a file is approved for gallring."""

from __future__ import annotations

from typing import Final

from dirigo_tui.forms.fields import Line, LongText
from dirigo_tui.forms.form import Form
from dirigo_tui.i18n.catalogue import N_

_FILE: Final = Line(
    name="file",
    label=N_("Fil"),
    help=N_("Till exempel utdrag.pdf, utdrag.txt eller utdrag.json. Den får inte finnas."),
    required=True,
)

APPROVAL: Final = Form(
    "retention_approval",
    N_("Godkänn att akten gallras"),
    (
        Line(
            name="person",
            label=N_("Vem som godkänner"),
            help=N_("Två olika personer ska godkänna."),
            required=True,
        ),
    ),
)


def subject_access(*, protected: bool) -> Form:
    """Where to.

    Args:
        protected: whether the identity is; then a reason is needed (DOMAIN.md §10).
    """
    reason = LongText(name="reason", label=N_("Skäl"), required=True)
    return Form("subject_access", N_("Registerutdrag"), (_FILE, reason) if protected else (_FILE,))
