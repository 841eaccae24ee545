"""The use case: read everything, check everything, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dirigo_tui.domain.records import Record
from dirigo_tui.domain.vocabulary import Action
from dirigo_tui.services.list_import.activities import merge_activities
from dirigo_tui.services.list_import.check import Checked, check
from dirigo_tui.services.list_import.columns import Sheet
from dirigo_tui.services.list_import.duplicates import possible_duplicates
from dirigo_tui.services.list_import.existing import Existing, load
from dirigo_tui.services.list_import.grid import SheetGrid
from dirigo_tui.services.list_import.participants import merge_participants
from dirigo_tui.services.list_import.plan_versions import merge_versions
from dirigo_tui.services.list_import.plans import count_plans, merge_goals
from dirigo_tui.services.list_import.ratings import merge_ratings
from dirigo_tui.services.list_import.report import Counts, ImportReport
from dirigo_tui.services.list_import.status_merge import merge_statuses
from dirigo_tui.services.list_import.tables import Table, read_tables, references
from dirigo_tui.services.list_import.work import Outcome, Work
from dirigo_tui.services.ports import UnitOfWork
from dirigo_tui.services.progress import Progress, Stage, unheard

_WRITTEN_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportList:
    """A file to take in.

    Attributes:
        grids: its sheets, as ``exports`` read them.
        file_name: without folders; what the errors call it.
        dry_run: say what would be done, and do nothing.
    """

    grids: Sequence[SheetGrid]
    file_name: str
    dry_run: bool = False


def import_list(
    unit: UnitOfWork, command: ImportList, progress: Progress = unheard
) -> ImportReport:
    """Take in a list of participants: every row of it, or with any error none.

    Reading the same file again changes nothing. A blank cell never takes away what is known.

    Raises:
        Refused: ``stopped`` by ``progress``; mistakes in the file are reported, not raised.
    """
    progress(Stage.READ, 0, 0)
    tables, errors = read_tables(command.grids, command.file_name, unit.today)
    progress(Stage.CHECK, 0, 0)
    existing = load(unit, dict.fromkeys(references(tables.values())))
    checked = check(tables, existing, unit.today)
    errors += [error for table in tables.values() for error in table.errors()]
    work = Work(unit)
    if not errors:
        progress(Stage.COMPARE, 0, 0)
        _merge(checked, existing, work)
        if not command.dry_run:
            _write(work, progress)
    return ImportReport(
        dry_run=command.dry_run,
        sheets={table.name: _counts(table, work) for table in tables.values()},
        errors=tuple(errors),
        possible_duplicates=possible_duplicates(checked.participants, existing),
    )


def _merge(checked: Checked, existing: Existing, work: Work) -> None:
    work.people.update(existing.participants)
    merge_participants(checked.participants, existing, work)
    goals, outcomes = merge_goals(checked.plans, existing, work)
    activities = merge_activities(checked.activities, existing, work)
    told = merge_versions(checked.plans.dates, goals, activities, existing, work)
    count_plans(outcomes, told, work)
    merge_ratings(checked.ratings, goals, existing, work)
    merge_statuses(checked.statuses, checked.participants, existing, work)


def _write(work: Work, progress: Progress) -> None:
    added, changed = work.added(), work.changed()
    total = len(added) + len(changed)
    if not total:
        return
    done = 0
    for write, records in ((work.unit.add_many, added), (work.unit.replace_many, changed)):
        for batch in _batches(records):
            progress(Stage.WRITE, done, total)
            write(batch)
            done += len(batch)
    counts = work.outcomes[Sheet.PARTICIPANTS]
    work.unit.happened(
        Action.PARTICIPANT_IMPORTED,
        None,
        new=counts[Outcome.NEW],
        updated=counts[Outcome.UPDATED],
    )


def _batches(records: Sequence[Record]) -> Iterator[Sequence[Record]]:
    for start in range(0, len(records), _WRITTEN_AT_ONCE):
        yield records[start : start + _WRITTEN_AT_ONCE]


def _counts(table: Table, work: Work) -> Counts:
    outcomes = work.outcomes[table.sheet]
    return Counts(
        rows=len(table.rows),
        new=outcomes[Outcome.NEW],
        updated=outcomes[Outcome.UPDATED],
        unchanged=outcomes[Outcome.UNCHANGED],
        failed=len(table.failed()),
    )
