"""What an import says when it is done, or would say if it were done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that cannot be taken in.

    Attributes:
        file, sheet, column: names as they stand in the file; a column without a name goes by its
            letters, and a sheet or column that is missing by its Swedish name.
        row: as the spreadsheet counts; 1, with no column, when the sheet itself is wrong.
        value: what the cell shows, cut to a length that can be printed.
        expected: a code as in ``Refused``, to be put into words by the front end with ``params``.
    """

    file: str
    sheet: str
    row: int
    column: str
    value: str
    expected: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of a sheet's rows.

    With an error anywhere nothing is taken in: then ``new``, ``updated`` and ``unchanged`` are 0
    and ``failed`` counts the rows with an error.
    """

    rows: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0


class Likeness(StrEnum):
    """Why two participants may be the same person."""

    IDENTITY_NUMBER = "identity_number"
    NAME_AND_BIRTH_DATE = "name_and_birth_date"


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """Two participants that may be one person; reported, never merged.

    Attributes:
        reference: the one in the file.
        with_reference: the other, in the file or at the desk.
    """

    reference: str
    with_reference: str
    why: Likeness


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or with ``dry_run`` what it would do.

    Attributes:
        sheets: by the sheets' names in the file, in its order.
    """

    dry_run: bool
    sheets: Mapping[str, Counts]
    errors: tuple[CellError, ...]
    possible_duplicates: tuple[PossibleDuplicate, ...]
