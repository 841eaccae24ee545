"""What the cohort screen says: a goal as bars and numbers, and how each of them is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from textual.content import Content

from dirigo_tui.domain.vocabulary import Sex
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.definitions import (
    BOUNDS,
    goal_definition,
    goal_notes,
    goal_source,
    goal_target,
    hiding_rule,
    table_definition,
)
from dirigo_tui.i18n.figures import (
    COUNTED,
    HIDDEN,
    MISSING,
    bounds,
    count_text,
    missing,
    part_of,
    share_text,
)
from dirigo_tui.i18n.formats import percent, sentence_case
from dirigo_tui.i18n.words import SEX_IN_TABLES
from dirigo_tui.services.cohort import ALL, FIGURES
from dirigo_tui.services.summary import CountRow, GoalRow, GoalTable, Summary
from dirigo_tui.tui.screens.cohort_rows import Figures, group_name, site_name, title_of
from dirigo_tui.tui.widgets.bars import towards
from dirigo_tui.tui.widgets.safe_text import joined, safe

WIDE: Final = 70
"""Cells from which on women, men and all stand beside each other."""

INDENT: Final = 2
SHOWN: Final = (str(Sex.WOMEN), str(Sex.MEN), ALL)


def sex_name(sex: str) -> str:
    """A heading of a column."""
    return _("alla") if sex == ALL else str(SEX_IN_TABLES[sex])


def headings(width: int) -> Content:
    """Whose the columns are."""
    return _beside([safe(sentence_case(sex_name(sex)), "$quiet") for sex in SHOWN], width)


def figures(row: Figures, width: int) -> list[Content]:
    """The lines of a row."""
    lines = [line for line in _title(row, width) if line]
    if isinstance(row.measure, GoalTable):
        return lines + (_goal_wide(row, width) if width >= WIDE else _goal_narrow(row))
    return lines + (_counts_wide(row, width) if width >= WIDE else _counts_narrow(row, width))


def _title(row: Figures, width: int) -> list[Content]:
    """The title, and the goal at the right end of its last line or below it."""
    lines = list(safe(sentence_case(row.title), "bold").wrap(width))
    if row.target is None or not isinstance(row.measure, GoalTable):
        return lines
    goal = safe(target_text(row), "$quiet")
    room = width - lines[-1].cell_length - goal.cell_length
    if room < INDENT:
        return [*lines, joined(_indented(), goal)]
    return [*lines[:-1], lines[-1].pad_right(room) + goal]


def target_text(row: Figures) -> str:
    """``mål minst 52 %``, or what the source makes of it."""
    if not isinstance(row.measure, GoalTable) or row.target is None:
        return ""
    goal = row.measure.goal
    whole = isinstance(goal.target, float)
    said = goal_target(goal) if whole else _("minst {share}").format(share=percent(row.target))
    return _("mål {target}").format(target=said)


# --- shares ---------------------------------------------------------------------------------------


def _goal_wide(row: Figures, width: int) -> list[Content]:
    rows = [_goal_row(row, sex) for sex in SHOWN]
    room = (width - INDENT) // len(SHOWN) - 1
    lines = [_beside([_bar(one, row.target) for one in rows], width)]
    parts = [part_of(one) for one in rows]
    if not _has_missing(row):
        lines.append(_beside(_texts(parts), width))
    else:
        lacking = [missing(one) for one in rows]
        together = [" · ".join(pair) for pair in zip(parts, lacking, strict=True)]
        if max(map(len, together)) <= room:
            lines.append(_beside(_texts(together), width))
        else:
            lines += [_beside(_texts(parts), width), _beside(_texts(lacking), width)]
        lines.append(_beside(_texts([bounds(one) for one in rows], "$quiet"), width))
    if _has_unknown(row):
        said = _in_words(_goal_row(row, str(Sex.UNKNOWN)), lacking=_has_missing(row))
        unknown = safe(_("okänt kön: {figures}").format(figures=said), "$quiet")
        lines += [joined(_indented(), line) for line in unknown.wrap(width - INDENT)]
    return lines


def _goal_narrow(row: Figures) -> list[Content]:
    unknown = [str(Sex.UNKNOWN)] if _has_unknown(row) else []
    sexes = [*SHOWN[:-1], *unknown, ALL]
    return [line for sex in sexes for line in _narrow_lines(row, sex)]


def _narrow_lines(row: Figures, sex: str) -> list[Content]:
    found = _goal_row(row, sex)
    label = max(len(sex_name(one)) for one in (*SHOWN, Sex.UNKNOWN)) + 1
    lines = [
        joined(
            _indented(),
            safe(sex_name(sex).ljust(label)),
            _bar(found, row.target),
            safe(f"  {part_of(found)}"),
        )
    ]
    if _has_missing(row):
        said = f"{missing(found)} · {bounds(found)}"
        lines.append(joined(_indented(), safe(" " * label), safe(said, "$quiet")))
    return lines


def _bar(row: GoalRow, target: float | None) -> Content:
    if row.share is not None:
        return towards(row.share, target)
    return safe(share_text(row.share, row.numerator, row.denominator))


def _goal_row(row: Figures, sex: str) -> GoalRow:
    found = row.by_sex[sex]
    assert isinstance(found, GoalRow)  # noqa: S101 - a goal has rows of its own kind
    return found


def _has_missing(row: Figures) -> bool:
    return any(isinstance(one, GoalRow) and one.missing != 0 for one in row.by_sex.values())


def _has_unknown(row: Figures) -> bool:
    """Whether there is anybody, or may be, whose sex is not known."""
    found = row.by_sex[Sex.UNKNOWN]
    if isinstance(found, CountRow):
        return found.count != 0
    return found.denominator != 0 or found.missing != 0


# --- counts ---------------------------------------------------------------------------------------


def _counts_wide(row: Figures, width: int) -> list[Content]:
    lines = [_beside(_texts([_count(row, sex) for sex in SHOWN]), width)]
    if _has_unknown(row):
        said = _("okänt kön: {figures}").format(figures=_count(row, str(Sex.UNKNOWN)))
        lines.append(joined(_indented(), safe(said, "$quiet")))
    return lines


def _counts_narrow(row: Figures, width: int) -> list[Content]:
    unknown = [str(Sex.UNKNOWN)] if _has_unknown(row) else []
    said = " · ".join(_named_count(row, sex) for sex in (*SHOWN[:-1], *unknown, ALL))
    return [joined(_indented(), line) for line in safe(said).wrap(width - INDENT)]


def _named_count(row: Figures, sex: str) -> str:
    return f"{sex_name(sex)} {_count(row, sex)}"


def _count(row: Figures, sex: str) -> str:
    found = row.by_sex[sex]
    return count_text(found.count if isinstance(found, CountRow) else found.denominator)


def _beside(cells: Sequence[Content], width: int) -> Content:
    room = (width - INDENT) // len(cells)
    return joined(_indented(), *(cell.pad_right(max(room - cell.cell_length, 0)) for cell in cells))


def _texts(texts: Sequence[str], style: str = "") -> list[Content]:
    return [safe(text, style) for text in texts]


def _indented() -> Content:
    return Content(" " * INDENT)


# --- how it is counted ----------------------------------------------------------------------------


def explained(row: Figures, summary: Summary) -> str:
    """How the figures of a row are counted, and what they are."""
    paragraphs = [f"{title_of(row.measure)} · {group_name(row.group)} · {site_name(row.site)}"]
    if isinstance(row.measure, GoalTable):
        paragraphs += _goal_explained(row, row.measure)
    else:
        paragraphs.append(table_definition(row.measure.id))
        paragraphs.append("\n".join(_each_sex(row, lambda sex: _count(row, sex))))
    return "\n\n".join([*paragraphs, hiding_rule(summary.threshold)])


def _goal_explained(row: Figures, table: GoalTable) -> Iterator[str]:
    goal = table.goal
    numerator, denominator = FIGURES[goal.id]
    lacking = MISSING.get(goal.id)
    yield _("Så räknas det: {definition}").format(definition=goal_definition(goal.id))
    counted = [
        _("Täljare: de som {who}.").format(who=COUNTED[numerator]),
        _("Nämnare: de som {who}.").format(who=COUNTED[denominator]),
        _("Bortfall: de som {who}.").format(who=lacking) if lacking else _("Bortfall: inget."),
    ]
    yield "\n".join(counted)
    yield "\n".join(
        _each_sex(row, lambda sex: _in_words(_goal_row(row, sex), lacking=bool(lacking)))
    )
    yield _("Mål: {target}. Källa: {source}.").format(
        target=goal_target(goal), source=goal_source(goal)
    )
    yield from goal_notes(goal)
    if lacking:
        yield str(BOUNDS)


def _each_sex(row: Figures, said: Callable[[str], str]) -> Iterator[str]:
    unknown = [str(Sex.UNKNOWN)] if _has_unknown(row) else []
    for sex in (*SHOWN[:-1], *unknown, ALL):
        yield f"{sentence_case(sex_name(sex))}: {said(sex)}"


def _in_words(row: GoalRow, *, lacking: bool) -> str:
    if row.numerator is None and row.denominator is None and not row.missing:
        return HIDDEN
    said = f"{part_of(row)}, {share_text(row.share, row.numerator, row.denominator)}"
    return f"{said}; {missing(row)}, {bounds(row)}" if lacking else said
