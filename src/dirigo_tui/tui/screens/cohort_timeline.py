"""The timeline of the cohort screen: who started, agreed on a plan, came into work, by quarter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual.content import Content

from dirigo_tui.domain.counting import Count
from dirigo_tui.i18n.catalogue import N_, Lazy, _
from dirigo_tui.i18n.definitions import hiding_rule
from dirigo_tui.i18n.figures import count_text
from dirigo_tui.services.summary import Summary
from dirigo_tui.services.timeline import SERIES, Quarter, Timeline
from dirigo_tui.tui.widgets.bars import FULL
from dirigo_tui.tui.widgets.block_list import Block
from dirigo_tui.tui.widgets.safe_text import joined, safe

_TITLES: Final[Mapping[Count, Lazy]] = {
    Count.STARTED: N_("började"),
    Count.JOINT_PLAN: N_("plan klar"),
    Count.ACTIVE_AT_EXIT: N_("i arbete"),
}
_QUARTER_CELLS: Final = 11
_COUNT_CELLS: Final = 6


def headings(width: int) -> Content:
    """What the columns count."""
    return _row("", [safe(str(_TITLES[series]), "$quiet") for series in SERIES], width)


def blocks(timeline: Timeline) -> list[Block]:
    """A line for each quarter, the latest last, and one for all of them."""
    most = max((n for counts in timeline.counts.values() for n in counts if n), default=1)

    def line(name: str, at: int) -> Block:
        def draw(width: int) -> list[Content]:
            room = _room(width) - _COUNT_CELLS - 1
            counts = [timeline.counts[series][at] for series in SERIES]
            return [_row(name, [_bar(count, most, room) for count in counts], width)]

        return Block(name, draw)

    def total(width: int) -> list[Content]:
        cells = [safe(count_text(timeline.totals[series]), "bold") for series in SERIES]
        return [_row(_("alla"), cells, width)]

    lines = [line(_name(quarter), at) for at, quarter in enumerate(timeline.quarters)]
    return [*lines, Block("total", total)]


def _name(quarter: Quarter) -> str:
    return _("{year} kv {number}").format(year=quarter.year, number=quarter.number)


def _room(width: int) -> int:
    return (width - _QUARTER_CELLS) // len(SERIES)


def _row(name: str, cells: list[Content], width: int) -> Content:
    room = _room(width)
    padded = (cell.pad_right(max(room - cell.cell_length, 0)) for cell in cells)
    return joined(safe(name.ljust(_QUARTER_CELLS)), *padded)


def _bar(count: int | None, most: int, cells: int) -> Content:
    """The number before its bar, so that numbers stand below each other."""
    drawn = FULL * max(round(count * cells / most), 1) if count else ""
    return joined(safe(count_text(count).rjust(_COUNT_CELLS - 1)), safe(f" {drawn}"))


def explained(summary: Summary) -> str:
    """How the timeline is counted."""
    return "\n\n".join(
        [
            _(
                "Alla deltagare, efter det kvartal då de började räknas. Började: startdagen."
                " Plan klar: dagen då både deltagaren och handläggaren hade bekräftat en och samma"
                " version av planen. I arbete: var i arbete eller studier när deltagandet slutade"
                " eller inom sju dagar."
            ),
            _(
                "Kvartalen tillsammans är samma tal som i sammanställningen. Är det talet dolt, är"
                " hela kolumnen dold. Tidslinjen delas inte upp på kön, målgrupp eller ort: då blir"
                " det för få personer i varje kvartal."
            ),
            hiding_rule(summary.threshold),
        ]
    )
