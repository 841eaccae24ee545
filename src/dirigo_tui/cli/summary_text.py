"""The cohort summary as plain text: every number with what it is a number of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import Final

from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.definitions import (
    BOUNDS,
    advice,
    goal_definition,
    goal_notes,
    goal_source,
    goal_target,
    goal_title,
    hiding_rule,
    table_definition,
    table_title,
    whose,
)
from dirigo_tui.i18n.figures import count_text, share_text
from dirigo_tui.i18n.formats import long_day, sentence_case
from dirigo_tui.i18n.summary_words import GROUPS, group_words, sex_words, sexes
from dirigo_tui.services.cohort import ALL
from dirigo_tui.services.summary import CountTable, GoalRow, GoalTable, Summary

_WIDTH: Final = 80


def summary_text(summary: Summary) -> str:
    """The whole summary, for the terminal."""
    shown = sexes(summary)
    lines = [
        _("Mål och resultat till och med {day}").format(day=long_day(summary.as_of)),
        _("Regler, version {version}").format(version=summary.rules_version),
        *_wrapped(whose(summary)),
    ]
    for site in (ALL, *summary.sites):
        if summary.sites:
            name = _("Alla orter") if site == ALL else _("Ort: {site}").format(site=site or "–")
            lines += ["", name, "=" * len(name)]
        for table in summary.tables:
            said = _said_of_table(table) if site == ALL else ()
            lines += ["", table_title(table.id), *said, *_counts(table, site, shown)]
        for goal in summary.goals:
            said = _said_of_goal(goal) if site == ALL else ()
            lines += ["", goal_title(goal.goal.id), *said, *_figures(goal, site, shown)]
    return "\n".join([*lines, "", *_footer(summary)])


def _said_of_table(table: CountTable) -> Iterable[str]:
    return _wrapped(table_definition(table.id))


def _said_of_goal(table: GoalTable) -> Iterator[str]:
    goal = table.goal
    target, source = goal_target(goal), goal_source(goal)
    yield from _wrapped(_("Mål: {target}. Källa: {source}.").format(target=target, source=source))
    for note in goal_notes(goal):
        yield from _wrapped(note)
    definition = goal_definition(goal.id)
    yield from _wrapped(_("Så räknas det: {definition}").format(definition=definition))


def _counts(table: CountTable, site: str, sexes: Sequence[str]) -> Iterator[str]:
    found = {row.place: row for row in table.rows if row.place.site == site}
    rows = [["", *map(sex_words, sexes)]]
    for group in GROUPS:
        counts = {place.sex: row for place, row in found.items() if place.target_group == group}
        rows.append([group_words(group), *(count_text(counts[sex].count) for sex in sexes)])
    yield from _columns(rows)


def _figures(table: GoalTable, site: str, sexes: Sequence[str]) -> Iterator[str]:
    found = {row.place: row for row in table.rows if row.place.site == site}
    rows = [["", _("andel"), _("antal"), _("av"), _("bortfall"), _("lägst"), _("högst")]]
    for group in GROUPS:
        rows.append([group_words(group), *[""] * 6])
        by_sex = {place.sex: row for place, row in found.items() if place.target_group == group}
        rows += [[f"  {sex_words(sex)}", *_row(by_sex[sex])] for sex in sexes]
    yield from _columns(rows)


def _row(row: GoalRow) -> Iterator[str]:
    yield share_text(row.share, row.numerator, row.denominator)
    yield count_text(row.numerator)
    yield count_text(row.denominator)
    yield count_text(row.missing)
    yield share_text(row.lower, row.numerator, row.denominator)
    yield share_text(row.upper, row.numerator, row.denominator, row.missing)


def _footer(summary: Summary) -> Iterator[str]:
    yield from _wrapped(str(BOUNDS))
    if summary.without_target_group != 0:
        count = count_text(summary.without_target_group)
        yield from _wrapped(
            _("Har börjat men har ingen målgrupp, och är inte med: {count}.").format(count=count)
        )
    if summary.exact:
        yield from _wrapped(_("EXAKTA SIFFROR. Små tal pekar ut personer: lämna dem inte vidare."))
        return
    yield from _wrapped(hiding_rule(summary.threshold))
    if summary.advice is not None:
        yield from _wrapped(sentence_case(advice(summary.advice)))


def _wrapped(text: str) -> Iterable[str]:
    return wrap(text, _WIDTH)


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The first column to the left, numbers to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for first, *numbers in rows:
        cells = [cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=True)]
        yield "  ".join([first.ljust(widths[0]), *cells]).rstrip()
