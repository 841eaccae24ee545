"""The summary in rows: as sheets of a workbook, or as one table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from dirigo_tui.domain.goals import GoalId
from dirigo_tui.i18n.catalogue import N_, Lazy, _
from dirigo_tui.i18n.definitions import (
    BOUNDS,
    goal_definition,
    goal_notes,
    goal_source,
    goal_target,
    goal_title,
    hiding_rule,
    table_definition,
    table_title,
)
from dirigo_tui.i18n.figures import HIDDEN, share_text
from dirigo_tui.i18n.formats import decimal_sign
from dirigo_tui.i18n.summary_about import (
    about,
    lead,
    marks,
    pages,
    running,
    said_of_goal,
    short_rule,
    title,
)
from dirigo_tui.i18n.summary_words import group_words, sex_words, sexes, site_words
from dirigo_tui.services.cohort import Place
from dirigo_tui.services.summary import CountRow, GoalRow, GoalTable, Summary, TableId
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


def workbook(content: SummaryContent) -> Workbook:
    """The summary as sheets: one for each goal, then counts, definitions and notes."""
    summary = content.summary
    said = (*marks(content), *lead(content))
    notes = (str(BOUNDS), hiding_rule(summary.threshold))
    goals = (
        Sheet(
            name=str(_SHORT_TITLES[table.goal.id]),
            title=goal_title(table.goal.id),
            lead=(*said, *said_of_goal(table.goal)),
            grid=_goal_grid(summary, table),
            notes=notes,
        )
        for table in summary.goals
    )
    others = (
        Sheet(
            name=_("Antal"),
            title=title(summary),
            lead=said,
            grid=_counts_grid(summary),
            notes=notes[1:],
        ),
        Sheet(
            name=_("Så räknas det"),
            title=_("Så räknas det"),
            lead=said,
            grid=_definitions(summary),
        ),
        Sheet(
            name=_("Om siffrorna"),
            title=_("Om siffrorna"),
            lead=(*marks(content),),
            grid=Grid((_("Uppgift"), _("Innehåll")), tuple(about(content))),
        ),
    )
    return Workbook(
        title=title(summary),
        created=content.written,
        running="\n".join((running(content), short_rule(summary))),
        pages=pages(),
        sheets=(*goals, *others),
    )


def plain_table(content: SummaryContent) -> PlainTable:
    """Every figure as a row of one table."""
    summary = content.summary
    mark = tuple(marks(content))
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
        about=tuple(about(content)),
        decimal_sign=decimal_sign(),
    )


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
    return share_text(None, *counts) if share is None else Share(share)


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
