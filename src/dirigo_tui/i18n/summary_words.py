"""Who the rows and columns of a summary are about, in words."""

from __future__ import annotations

from typing import Final

from dirigo_tui.domain.vocabulary import Sex, TargetGroup
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.definitions import GROUPS_IN_TABLES
from dirigo_tui.i18n.figures import NO_SHARE
from dirigo_tui.i18n.words import SEX_IN_TABLES
from dirigo_tui.services.cohort import ALL
from dirigo_tui.services.summary import Summary

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
