"""De-identified rows from desk to desk, for a summary of many (docs/pseudonyms.md)."""

from dirigo_tui.services.cohort_files.exporting import CohortReceipt, ExportCohort, export_cohort
from dirigo_tui.services.cohort_files.joining import Joined, all_desks, joined
from dirigo_tui.services.cohort_files.received import ReceivedFile, received_files

__all__ = [
    "CohortReceipt",
    "ExportCohort",
    "Joined",
    "ReceivedFile",
    "all_desks",
    "export_cohort",
    "joined",
    "received_files",
]
