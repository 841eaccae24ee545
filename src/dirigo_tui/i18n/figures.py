"""Numbers of a summary as they are written: what is hidden, what is no share, what is counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dirigo_tui.domain.counting import Count
from dirigo_tui.domain.goals import GoalId
from dirigo_tui.i18n.catalogue import N_, Lazy, _
from dirigo_tui.i18n.formats import number, percent
from dirigo_tui.services.summary import GoalRow

HIDDEN: Final = ".."
NO_SHARE: Final = "–"

COUNTED: Final[Mapping[Count, Lazy]] = {
    Count.STARTED: N_("har börjat"),
    Count.JOINT_PLAN: N_("har en gemensamt bekräftad plan"),
    Count.ENDED: N_("har slutat"),
    Count.M1_ANSWERED: N_("har svarat på frågan om möjligheterna att arbeta"),
    Count.M1_UP: N_("svarade större eller mycket större"),
    Count.M2_ANSWERED: N_("har svarat på frågan om arbetsmarknaden"),
    Count.M2_UP: N_("svarade närmare eller mycket närmare"),
    Count.ACTIVE_AT_EXIT: N_("var i arbete eller studier vid avslut"),
    Count.REGAINED_AT_EXIT: N_("hade återfått arbetsförmågan vid avslut"),
}
"""Who is counted, after a number: ”512 har svarat …”."""

MISSING: Final[Mapping[GoalId, Lazy]] = {
    GoalId.WORK_ABILITY_PROSPECTS: N_("har slutat utan att svara"),
    GoalId.CLOSER_TO_LABOUR_MARKET: N_("har slutat utan att svara"),
    GoalId.REGAINED_WORK_ABILITY: N_("har slutat, och inget är känt om hur det var då"),
}
"""Who is missing, after a number; the other goals have nobody missing."""


def count_text(count: int | None) -> str:
    """``1 798``, or ``..`` when it is hidden."""
    return HIDDEN if count is None else number(count)


def share_text(share: float | None, *counts: int | None) -> str:
    """``75 %``; ``..`` when it is hidden, ``–`` when there is none.

    Args:
        counts: what the share is made of: with one of them hidden it is hidden too.
    """
    if share is not None:
        return percent(share)
    return HIDDEN if None in counts else NO_SHARE


def part_of(row: GoalRow) -> str:
    """``312 av 512``."""
    return _("{part} av {whole}").format(
        part=count_text(row.numerator), whole=count_text(row.denominator)
    )


def bounds(row: GoalRow) -> str:
    """``lägst 49, högst 78 %``: how far those who are missing could move the share."""
    lower = share_text(row.lower, row.numerator, row.denominator)
    if row.lower is not None and row.upper is not None:
        lower = number(100 * row.lower)
    return _("lägst {lower}, högst {upper}").format(
        lower=lower,
        upper=share_text(row.upper, row.numerator, row.denominator, row.missing),
    )


def missing(row: GoalRow) -> str:
    """``bortfall 211``."""
    return _("bortfall {count}").format(count=count_text(row.missing))
