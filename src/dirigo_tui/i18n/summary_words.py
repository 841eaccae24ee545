"""The cells of a summary in words: who a row is about, and what stands for a hidden number."""

from __future__ import annotations

from typing import Final

from dirigo_tui.domain.vocabulary import Sex, TargetGroup
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.definitions import GROUPS_IN_TABLES
from dirigo_tui.i18n.formats import number, percent
from dirigo_tui.i18n.words import SEX_IN_TABLES
from dirigo_tui.services.cohort import ALL
from dirigo_tui.services.summary import GoalRow, Summary

HIDDEN: Final = ".."
NO_SHARE: Final = "–"
GROUPS: Final = (*map(str, TargetGroup), ALL)
"""In the order of the rows."""


def sexes(summary: Summary) -> list[str]:
    """Women, men and all; and unknown before all where there is anybody, or might be."""
    unknown = any(
        row.count != 0
        for table in summary.tables
        for row in table.rows
        if row.place.sex == Sex.UNKNOWN
    )
    return [*(str(sex) for sex in Sex if unknown or sex is not Sex.UNKNOWN), ALL]


def group_words(group: str) -> str:
    """What a target group is called at the head of a row."""
    return _("alla målgrupper") if group == ALL else str(GROUPS_IN_TABLES[group])


def sex_words(sex: str) -> str:
    """What a sex is called at the head of a row or column."""
    return _("alla") if sex == ALL else str(SEX_IN_TABLES[sex])


def site_words(site: str) -> str:
    """What a site is called; people may have none."""
    return _("alla orter") if site == ALL else site or NO_SHARE


def count_words(count: int | None) -> str:
    """``1 798``, or the sign for a hidden number."""
    return HIDDEN if count is None else number(count)


def share_words(row: GoalRow) -> str:
    """The share of a row: ``75 %``, hidden, or none."""
    return _share(row.share, row.numerator, row.denominator)


def lower_words(row: GoalRow) -> str:
    """The least the share could be."""
    return _share(row.lower, row.numerator, row.denominator)


def upper_words(row: GoalRow) -> str:
    """The most the share could be."""
    return _share(row.upper, row.numerator, row.denominator, row.missing)


def _share(share: float | None, *counts: int | None) -> str:
    return no_share(*counts) if share is None else percent(share)


def no_share(*counts: int | None) -> str:
    """What stands for a share that is not printed, by the counts it is made of."""
    return HIDDEN if None in counts else NO_SHARE
