"""The cohort summary as files that may be sent on (DOMAIN.md §9)."""

from dirigo_tui.services.summary_files.exporting import (
    ExportedSummary,
    ExportSummary,
    FileForm,
    SummaryContent,
    SummaryWords,
    export_summary,
)

__all__ = [
    "ExportSummary",
    "ExportedSummary",
    "FileForm",
    "SummaryContent",
    "SummaryWords",
    "export_summary",
]
