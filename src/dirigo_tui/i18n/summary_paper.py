"""The summary on paper: a bar beside each share, and every number written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dirigo_tui.domain.goals import PublishedGoal
from dirigo_tui.domain.vocabulary import TargetGroup
from dirigo_tui.i18n.catalogue import _, language
from dirigo_tui.i18n.definitions import goal_title, hiding_rule, table_definition, table_title
from dirigo_tui.i18n.figures import bounds, count_text, missing, part_of, share_text
from dirigo_tui.i18n.formats import long_day, sentence_case
from dirigo_tui.i18n.summary_about import about, lead, marks, pages, running, said_of_goal
from dirigo_tui.i18n.summary_words import GROUPS, group_words, sex_words, sexes, site_words
from dirigo_tui.services.cohort import ALL, Place
from dirigo_tui.services.paper import Block, Facts, Heading, Measure, Measures, Paper, Text
from dirigo_tui.services.summary import CountTable, GoalRow, GoalTable, Summary
from dirigo_tui.services.summary_files import SummaryContent


def paper(content: SummaryContent) -> Paper:
    """The summary on paper, with a bar beside each share."""
    day = long_day(content.summary.as_of)
    return Paper(
        language=language(),
        title=_("Mål och resultat"),
        day=content.day,
        lead=(_("Till och med {day}").format(day=day), *lead(content)),
        marks=tuple(marks(content)),
        running="\n".join((running(content), hiding_rule(content.summary.threshold))),
        pages=pages(),
        cover="",
        blocks=tuple(_blocks(content)),
    )


def _blocks(content: SummaryContent) -> Iterator[Block]:
    summary = content.summary
    if summary.goals:
        yield Text(_("Strecket tvärs över en stapel är målet."))
    for site in (ALL, *summary.sites):
        if summary.sites:
            yield Heading(sentence_case(_("ort: {site}").format(site=site_words(site))))
        for goal in summary.goals:
            yield Heading(goal_title(goal.goal.id))
            if site == ALL:
                yield from map(Text, said_of_goal(goal.goal))
            yield _bars(summary, goal, site)
        for table in summary.tables:
            yield Heading(table_title(table.id))
            if site == ALL:
                yield Text(table_definition(table.id))
            yield _numbers(summary, table, site)
    yield Heading(_("Om siffrorna"))
    yield Facts(tuple(about(content)))


def _bars(summary: Summary, table: GoalTable, site: str) -> Measures:
    found = {row.place: row for row in table.rows}
    return _measures(
        summary,
        {
            group: [
                _bar(found[Place(group, sex, site)], _target_of(table.goal, group))
                for sex in sexes(summary)
            ]
            for group in GROUPS
        },
    )


def _target_of(goal: PublishedGoal, group: str) -> float | None:
    if not isinstance(goal.target, Mapping):
        return goal.target
    return goal.target[TargetGroup(group)] if group != ALL else None


def _bar(row: GoalRow, target: float | None) -> Measure:
    return Measure(
        text=share_text(row.share, row.numerator, row.denominator),
        beside=(f"{part_of(row)}, {missing(row)}", bounds(row)),
        share=row.share,
        target=target,
    )


def _numbers(summary: Summary, table: CountTable, site: str) -> Measures:
    found = {row.place: row.count for row in table.rows}
    return _measures(
        summary,
        {
            group: [Measure(count_text(found[Place(group, sex, site)])) for sex in sexes(summary)]
            for group in GROUPS
        },
    )


def _measures(summary: Summary, rows: Mapping[str, Iterable[Measure]]) -> Measures:
    return Measures(
        columns=(_("Målgrupp"), *(sentence_case(sex_words(sex)) for sex in sexes(summary))),
        rows=tuple(
            (sentence_case(group_words(group)), tuple(cells)) for group, cells in rows.items()
        ),
    )
