"""What is asked in a joint session, and the PIN for leaving it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dirigo_tui.domain.vocabulary import Agreement
from dirigo_tui.forms.fields import Choice, FuzzyTime, Line, LongText, Option, Secret
from dirigo_tui.forms.form import Form
from dirigo_tui.i18n.catalogue import N_, Ndu


def next_step(goals: Sequence[tuple[str, str]]) -> Form:
    """The participant's next step; it becomes an activity of the plan.

    Args:
        goals: id and words of the open goals.
    """
    step = Line(
        name="title",
        label=Ndu("Vad vill du göra?"),
        help=Ndu("Skriv med dina egna ord. Det får vara litet."),
        required=True,
    )
    when = FuzzyTime(
        name="time_text",
        label=Ndu("När?"),
        help=Ndu("Till exempel: på tisdag, varje morgon, i januari."),
    )
    if not goals:
        return Form("next_step", Ndu("Mitt nästa steg"), (step, when))
    serves = Choice(
        name="goal_id",
        label=Ndu("Hör till målet"),
        options=tuple(Option(id, id, words) for id, words in goals),
    )
    return Form("next_step", Ndu("Mitt nästa steg"), (step, when, serves))


WHY: Final = {
    Agreement.NO: Form(
        "joint_no",
        Ndu("Planen stämmer inte"),
        (
            LongText(
                name="reason",
                label=Ndu("Vad stämmer inte?"),
                help=Ndu("Dina egna ord. De står kvar i planen."),
                required=True,
            ),
        ),
    ),
    Agreement.COULD_NOT_ANSWER: Form(
        "joint_not_now",
        Ndu("Jag kan inte svara nu"),
        (
            LongText(
                name="reason",
                label=Ndu("Varför?"),
                help=Ndu("Du får skriva varför, men du måste inte."),
            ),
        ),
    ),
}
"""Why the participant does not say yes."""

PIN: Final = Form(
    "joint_pin",
    N_("PIN-kod för att sluta sitta tillsammans"),
    (
        Secret(
            name="pin",
            label=N_("PIN-kod"),
            help=N_("4 till 12 siffror. Tomt tar bort den; då gäller bara lösenfrasen."),
        ),
        Secret(name="again", label=N_("Samma igen")),
    ),
)
"""Set and removed by the caseworker; never a draft."""
