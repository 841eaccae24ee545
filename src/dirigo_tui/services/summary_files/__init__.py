"""The cohort summary as files that may be sent on (DOMAIN.md §9)."""

from dirigo_tui.services.summary_files.exporting import (
    ExportedSummary,
    ExportSummary,
    FileForm,
    Progress,
    Stage,
    SummaryContent,
    SummaryWords,
    export_summary,
)

__all__ = [
    "ExportSummary",
    "ExportedSummary",
    "FileForm",
    "Progress",
    "Stage",
    "SummaryContent",
    "SummaryWords",
    "export_summary",
]
