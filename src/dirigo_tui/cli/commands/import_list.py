"""``dirigo import``: a list or workbook, all of it or nothing."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import click

from dirigo_tui.cli.command import DirigoCommand
from dirigo_tui.cli.exit_codes import ExitCode
from dirigo_tui.cli.invocation import Invocation
from dirigo_tui.cli.narration import Narrator
from dirigo_tui.cli.output import Output, table
from dirigo_tui.domain.errors import Refused
from dirigo_tui.i18n.catalogue import N_, _, n_
from dirigo_tui.i18n.errors import sentence
from dirigo_tui.safe_files import write_private
from dirigo_tui.services.list_import.report import CellError, ImportReport, Likeness
from dirigo_tui.services.list_import.run import ImportList, import_list

_LIKENESS = {
    Likeness.IDENTITY_NUMBER: N_("samma identitetsnummer"),
    Likeness.NAME_AND_BIRTH_DATE: N_("samma namn och födelsedatum"),
}
_SHOWN = 20
"""Errors written out for a person; the file of ``--errors-to`` and the JSON have them all."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")


def _expected(error: CellError) -> str:
    return sentence(Refused(error.expected, **error.params))


def _error(error: CellError) -> dict[str, Any]:
    return {
        "file": error.file,
        "sheet": error.sheet,
        "row": error.row,
        "column": error.column,
        "value": error.value,
        "expected": _expected(error),
        "code": error.expected,
    }


def _plain(report: ImportReport) -> dict[str, Any]:
    """The report as CONTRACT.md names its fields."""
    return {
        "dry_run": report.dry_run,
        "sheets": {
            name: {
                "rows": counts.rows,
                "new": counts.new,
                "updated": counts.updated,
                "unchanged": counts.unchanged,
                "failed": counts.failed,
            }
            for name, counts in report.sheets.items()
        },
        "errors": [_error(error) for error in report.errors],
        "possible_duplicates": [
            {
                "reference": pair.reference,
                "with": pair.with_reference,
                "why": pair.why,
            }
            for pair in report.possible_duplicates
        ],
    }


def _text(report: ImportReport) -> str:
    heading = [_("Blad"), _("rader"), _("nya"), _("ändrade"), _("oförändrade"), _("fel")]
    rows = [
        [name, *map(str, (c.rows, c.new, c.updated, c.unchanged, c.failed))]
        for name, c in report.sheets.items()
    ]
    duplicates = [
        _("Kan vara samma person: {one} och {other} ({why}).").format(
            one=pair.reference, other=pair.with_reference, why=str(_LIKENESS[pair.why])
        )
        for pair in report.possible_duplicates
    ]
    return "\n".join([table([heading, *rows]), *duplicates])


def _where(error: CellError) -> str:
    place = _("{sheet}, rad {row}, {column}").format(
        sheet=error.sheet, row=error.row, column=error.column
    )
    return f"{place}: ”{error.value}” – {_expected(error)}"


def _say_errors(output: Output, errors: tuple[CellError, ...]) -> None:
    for error in errors[:_SHOWN]:
        output.say(_where(error))
    if len(errors) > _SHOWN:
        rest = len(errors) - _SHOWN
        output.say(n_("… och {n} fel till.", "… och {n} fel till.", rest).format(n=rest))
    output.say(_("Inget har lästs in. Rätta i filen och läs in den igen."))


def _errors_file(path: Path, report: ImportReport) -> bytes:
    """The errors as JSON, or as CSV that a Swedish Excel opens."""
    errors = [_error(error) for error in report.errors]
    if path.suffix.lower() == ".json":
        return json.dumps(errors, ensure_ascii=False, indent=2).encode("utf-8")
    content = io.StringIO(newline="")
    writer = csv.writer(content, delimiter=";")
    writer.writerow([_("Fil"), _("Blad"), _("Rad"), _("Kolumn"), _("Värde"), _("Väntat")])
    for error in errors:
        cells = (error[name] for name in ("file", "sheet", "row", "column", "value", "expected"))
        writer.writerow([_harmless(str(cell)) for cell in cells])
    return content.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet does not take for a formula; the apostrophe can be taken away."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


@click.command("import", cls=DirigoCommand, help=_("Läs in en lista, allt eller inget."))
@click.argument("file", metavar=_("FIL"), type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help=_("Säg bara vad som skulle hända."))
@click.option(
    "--errors-to",
    metavar=_("FIL"),
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Skriv alla fel till en fil, CSV eller JSON. Den är inte krypterad."),
)
@click.pass_obj
def command(invocation: Invocation, file: Path, dry_run: bool, errors_to: Path | None) -> int:
    """Read a file into the desk; exit 1 with the errors when there is any."""
    output = invocation.output
    with invocation.desk() as desk:
        grids = desk.list_files.read_list(file)
        order = ImportList(grids=grids, file_name=file.name, dry_run=dry_run)
        report = desk.write(import_list, order, Narrator(output))
    if errors_to is not None and report.errors:
        write_private(errors_to, _errors_file(errors_to, report))
        output.say(_("Felen står i {file}.").format(file=errors_to))
    data = _plain(report)
    if report.errors:
        count = len(report.errors)
        message = n_("{n} fel i filen.", "{n} fel i filen.", count).format(n=count)
        if not invocation.as_json:
            _say_errors(output, report.errors)
        output.failure("import_errors", message, data["errors"], data)
        return ExitCode.REFUSED
    output.data(data, _text(report))
    if dry_run and not invocation.as_json:
        output.say(_("Provkörning: inget har sparats."))
    return ExitCode.OK
