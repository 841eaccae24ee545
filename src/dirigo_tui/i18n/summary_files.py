"""The summary as files, in words; fulfils :class:`dirigo_tui.services.summary_files.SummaryWords`.

Every form says the same: the figures, how each is counted and what it is held against, and what
whoever receives the file has to know about all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeVar

from dirigo_tui.domain.goals import GoalId, PublishedGoal
from dirigo_tui.domain.vocabulary import TargetGroup
from dirigo_tui.i18n.catalogue import N_, Lazy, _, language
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
from dirigo_tui.i18n.formats import decimal_sign, long_day, sentence_case
from dirigo_tui.i18n.summary_words import (
    GROUPS,
    HIDDEN,
    count_words,
    group_words,
    lower_words,
    no_share,
    sex_words,
    sexes,
    share_words,
    site_words,
    upper_words,
)
from dirigo_tui.services.cohort import ALL, Place
from dirigo_tui.services.paper import Block, Facts, Heading, Measure, Measures, Paper, Text
from dirigo_tui.services.summary import CountRow, CountTable, GoalRow, GoalTable, Summary, TableId
from dirigo_tui.services.summary_files import SummaryContent
from dirigo_tui.services.workbook import Cell, Grid, PlainTable, Share, Sheet, Workbook

_SHORT_TITLES: Final[Mapping[GoalId, Lazy]] = {
    GoalId.JOINT_PLAN: N_("Gemensam plan"),
    GoalId.WORK_ABILITY_PROSPECTS: N_("Möjligheter att arbeta"),
    GoalId.CLOSER_TO_LABOUR_MARKET: N_("Närmare arbetsmarknaden"),
    GoalId.REGAINED_WORK_ABILITY: N_("Återfått arbetsförmågan"),
    GoalId.IN_WORK_OF_REGAINED: N_("I arbete av återfått"),
}
"""On the tabs of a workbook: 31 characters at most."""

Row = TypeVar("Row", CountRow, GoalRow)


def paper(content: SummaryContent) -> Paper:
    """The summary on paper, with a bar beside each share."""
    day = long_day(content.summary.as_of)
    return Paper(
        language=language(),
        title=_("Mål och resultat"),
        day=content.day,
        lead=(_("Till och med {day}").format(day=day), *_lead(content)),
        marks=tuple(_marks(content)),
        running="\n".join((_running(content), hiding_rule(content.summary.threshold))),
        pages=_pages(),
        cover="",
        blocks=tuple(_blocks(content)),
    )


def workbook(content: SummaryContent) -> Workbook:
    """The summary as sheets: one for each goal, then counts, definitions and notes."""
    summary = content.summary
    lead = (*_marks(content), *_lead(content))
    notes = (str(BOUNDS), hiding_rule(summary.threshold))
    goals = (
        Sheet(
            name=str(_SHORT_TITLES[table.goal.id]),
            title=goal_title(table.goal.id),
            lead=(*lead, *_said_of_goal(table.goal)),
            grid=_goal_grid(summary, table),
            notes=notes,
        )
        for table in summary.goals
    )
    others = (
        Sheet(
            name=_("Antal"),
            title=_title(summary),
            lead=lead,
            grid=_counts_grid(summary),
            notes=notes[1:],
        ),
        Sheet(
            name=_("Så räknas det"),
            title=_("Så räknas det"),
            lead=(*lead,),
            grid=_definitions(summary),
        ),
        Sheet(
            name=_("Om siffrorna"),
            title=_("Om siffrorna"),
            lead=(*_marks(content),),
            grid=Grid((_("Uppgift"), _("Innehåll")), tuple(_about(content))),
        ),
    )
    return Workbook(
        title=_title(summary),
        created=content.written,
        running="\n".join((_running(content), _short_rule(summary))),
        pages=_pages(),
        sheets=(*goals, *others),
    )


def plain_table(content: SummaryContent) -> PlainTable:
    """Every figure as a row of one table."""
    summary = content.summary
    mark = tuple(_marks(content))
    columns = (*mark, _("Uppgift"), *_row_heads(summary), *_figure_heads())
    counts = (
        (*mark, table_title(table.id), *_heads(summary, row.place), "", _count(row.count))
        for table in summary.tables
        for row in _shown(summary, table.rows)
    )
    figures = (
        (*mark, goal_title(table.goal.id), *_heads(summary, row.place), *_figures(row))
        for table in summary.goals
        for row in _shown(summary, table.rows)
    )
    padded = (row + ("",) * (len(columns) - len(row)) for row in counts)
    return PlainTable(
        grid=Grid(columns, (*padded, *figures)),
        about=tuple(_about(content)),
        decimal_sign=decimal_sign(),
    )


def _title(summary: Summary) -> str:
    return _("Mål och resultat till och med {day}").format(day=long_day(summary.as_of))


def _pages() -> str:
    return _("Sida {page} av {pages}")


def _marks(content: SummaryContent) -> list[str]:
    return [_("ÖVNING")] * content.practice


def _lead(content: SummaryContent) -> Iterator[str]:
    names = dict.fromkeys(name for name in (content.organisation, content.desk) if name)
    if names:
        yield ", ".join(names)
    if content.practice:
        yield _("ÖVNING – påhittade personer.")
    if whose(content.summary):
        yield whose(content.summary)
    yield _("Skriven {day}.").format(day=long_day(content.day))


def _running(content: SummaryContent) -> str:
    rules = _("Regler, version {version}").format(version=content.summary.rules_version)
    printed = _("Fingeravtryck {fingerprint}").format(fingerprint=content.fingerprint)
    return " · ".join((_title(content.summary), rules, printed))


def _short_rule(summary: Summary) -> str:
    return _(".. = antal från 1 till {most}, och tal som skulle röja dem").format(
        most=summary.threshold - 1
    )


def _about(content: SummaryContent) -> Iterator[tuple[str, str]]:
    """What holds for all figures, as labels and texts."""
    summary = content.summary
    for mark in _marks(content):
        yield mark, _("Personerna är påhittade.")
    yield _("Till och med"), long_day(summary.as_of)
    yield _("Skriven"), long_day(content.day)
    names = dict.fromkeys(name for name in (content.organisation, content.desk) if name)
    if names:
        yield _("Lämnad av"), ", ".join(names)
    if whose(summary):
        yield _("Omfattar"), whose(summary)
    yield _("Regler"), _("Version {version}").format(version=summary.rules_version)
    yield _("Gräns för små tal"), count_words(summary.threshold)
    yield _("Små tal"), hiding_rule(summary.threshold)
    yield _("Osäkerhet"), str(BOUNDS)
    if summary.without_target_group != 0:
        yield (
            _("Utan målgrupp"),
            _("Har börjat men har ingen målgrupp, och är inte med: {count}.").format(
                count=count_words(summary.without_target_group)
            ),
        )
    if summary.advice is not None:
        yield _("Råd"), sentence_case(advice(summary.advice))
    yield (
        _("Fingeravtryck"),
        _(
            "{fingerprint}. Två filer med samma fingeravtryck har samma siffror. Det är gjort av"
            " det som visas här, och röjer inget dolt."
        ).format(fingerprint=content.fingerprint),
    )


def _said_of_goal(goal: PublishedGoal) -> Iterator[str]:
    yield _("Mål: {target}. Källa: {source}.").format(
        target=goal_target(goal), source=goal_source(goal)
    )
    yield from goal_notes(goal)
    yield _("Så räknas det: {definition}").format(definition=goal_definition(goal.id))


# --- On paper ---------------------------------------------------------------------------------


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
                yield from map(Text, _said_of_goal(goal.goal))
            yield _bars(summary, goal, site)
        for table in summary.tables:
            yield Heading(table_title(table.id))
            if site == ALL:
                yield Text(table_definition(table.id))
            yield _numbers(summary, table, site)
    yield Heading(_("Om siffrorna"))
    yield Facts(tuple(_about(content)))


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
        text=share_words(row),
        beside=(
            _("{count} av {whole}, bortfall {missing}").format(
                count=count_words(row.numerator),
                whole=count_words(row.denominator),
                missing=count_words(row.missing),
            ),
            _("lägst {lower}, högst {upper}").format(
                lower=lower_words(row), upper=upper_words(row)
            ),
        ),
        share=row.share,
        target=target,
    )


def _numbers(summary: Summary, table: CountTable, site: str) -> Measures:
    found = {row.place: row.count for row in table.rows}
    return _measures(
        summary,
        {
            group: [Measure(count_words(found[Place(group, sex, site)])) for sex in sexes(summary)]
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


# --- In rows ----------------------------------------------------------------------------------


def _shown(summary: Summary, rows: Iterable[Row]) -> list[Row]:
    """The rows that a reader wants: none for an unknown sex that nobody has."""
    kept = set(sexes(summary))
    return [row for row in rows if row.place.sex in kept]


def _row_heads(summary: Summary) -> tuple[str, ...]:
    site = (_("Ort"),) if summary.sites else ()
    return (*site, _("Målgrupp"), _("Kön"))


def _heads(summary: Summary, place: Place) -> tuple[str, ...]:
    site = (site_words(place.site),) if summary.sites else ()
    return (*site, group_words(place.target_group), sex_words(place.sex))


def _figure_heads() -> tuple[str, ...]:
    return (_("Andel"), _("Antal"), _("Av"), _("Bortfall"), _("Lägst"), _("Högst"))


def _figures(row: GoalRow) -> tuple[Cell, ...]:
    return (
        _share(row.share, row.numerator, row.denominator),
        _count(row.numerator),
        _count(row.denominator),
        _count(row.missing),
        _share(row.lower, row.numerator, row.denominator),
        _share(row.upper, row.numerator, row.denominator, row.missing),
    )


def _share(share: float | None, *counts: int | None) -> Cell:
    return no_share(*counts) if share is None else Share(share)


def _count(count: int | None) -> Cell:
    return HIDDEN if count is None else count


def _goal_grid(summary: Summary, table: GoalTable) -> Grid:
    return Grid(
        (*_row_heads(summary), *_figure_heads()),
        tuple((*_heads(summary, row.place), *_figures(row)) for row in _shown(summary, table.rows)),
    )


def _counts_grid(summary: Summary) -> Grid:
    """A column for each table of counts."""
    rows = (_shown(summary, table.rows) for table in summary.tables)
    return Grid(
        (*_row_heads(summary), *(table_title(id) for id in TableId)),
        tuple(
            (*_heads(summary, same[0].place), *(_count(row.count) for row in same))
            for same in zip(*rows, strict=True)
        ),
    )


def _definitions(summary: Summary) -> Grid:
    tables = ((table_title(id), table_definition(id), "", "", "") for id in TableId)
    goals = (
        (
            goal_title(table.goal.id),
            goal_definition(table.goal.id),
            goal_target(table.goal),
            goal_source(table.goal),
            " ".join(goal_notes(table.goal)),
        )
        for table in summary.goals
    )
    columns = (_("Uppgift"), _("Så räknas det"), _("Mål"), _("Källa"), _("Anmärkning"))
    return Grid(columns, (*goals, *tables))
