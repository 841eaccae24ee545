"""What reading in a list says: how far it has come, what it would do, and what is wrong where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from dirigo_tui.domain.errors import Refused
from dirigo_tui.i18n.catalogue import N_, Lazy, _, n_
from dirigo_tui.i18n.errors import sentence
from dirigo_tui.i18n.formats import number
from dirigo_tui.services.list_import.report import (
    CellError,
    ImportReport,
    Likeness,
    PossibleDuplicate,
)
from dirigo_tui.tui.widgets.safe_text import joined, safe

LIKENESS: Mapping[Likeness, Lazy] = {
    Likeness.IDENTITY_NUMBER: N_("samma identitetsnummer"),
    Likeness.NAME_AND_BIRTH_DATE: N_("samma namn och födelsedatum"),
}

NAME_CELLS = 12
COUNT_CELLS = 6
GAP_CELLS = 2

Finding = CellError | PossibleDuplicate


def table(report: ImportReport) -> Content:
    """A line for each sheet of the file, with what becomes of its rows."""
    heads = (_("rader"), _("nya"), _("ändrade"), _("oförändrade"), _("fel"))
    lines = [_line(safe(""), heads, [safe(head, "$quiet") for head in heads])]
    for name, counts in report.sheets.items():
        figures = (counts.rows, counts.new, counts.updated, counts.unchanged)
        cells = [safe(number(figure), "" if figure else "$quiet") for figure in figures]
        cells.append(safe(number(counts.failed), "bold $bad" if counts.failed else "$quiet"))
        lines.append(_line(safe(name), heads, cells))
    return joined(*lines, between="\n")


def _line(name: Content, heads: Sequence[str], cells: Sequence[Content]) -> Content:
    """A name, then each cell right-aligned below its head."""
    line = name.truncate(NAME_CELLS, ellipsis=True, pad=True)
    for head, cell in zip(heads, cells, strict=True):
        width = GAP_CELLS + max(len(head), COUNT_CELLS)
        line = line + cell.pad_left(max(width - cell.cell_length, 0))
    return line


def verdict(report: ImportReport) -> str:
    """What can be done about the file."""
    if report.errors:
        errors = len(report.errors)
        return n_(
            "{n} fel. Inget läses in förrän det är rättat i filen.",
            "{n} fel. Inget läses in förrän de är rättade i filen.",
            errors,
        ).format(n=number(errors))
    if not changes(report):
        return _("Allt i filen finns redan. Det finns inget att läsa in.")
    said = _("Filen är hel. Inget är inläst än.")
    if report.possible_duplicates:
        said += " " + _("Här nedanför står de som kan vara samma person: se efter sedan.")
    return said


def changes(report: ImportReport) -> int:
    """How many rows of the file would be taken in; none while anything is wrong with it."""
    return sum(counts.new + counts.updated for counts in report.sheets.values())


def done(report: ImportReport) -> str:
    """What has been read in."""
    return _("Inläst: {new} nya rader, {updated} ändrade.").format(
        new=number(sum(counts.new for counts in report.sheets.values())),
        updated=number(sum(counts.updated for counts in report.sheets.values())),
    )


def finding(found: Finding) -> tuple[Content, Content]:
    """Two lines: where, then what was expected there; or which two may be the same person."""
    if isinstance(found, PossibleDuplicate):
        pair = _("{one} och {other} kan vara samma person").format(
            one=found.reference, other=found.with_reference
        )
        return safe(pair), safe(f"  {LIKENESS[found.why]}", "$quiet")
    place = _("{sheet}, rad {row}, {column}").format(
        sheet=found.sheet, row=found.row, column=found.column
    )
    value = f": ”{found.value}”" if found.value else ""
    expected = sentence(Refused(found.expected, **found.params))
    return safe(f"{place}{value}"), safe(f"  {expected}", "$quiet")
