"""Handing a participant's file on to another desk, and taking files in (docs/formats.md)."""

from dirigo_tui.services.handover.caseload_export import (
    PEOPLE,
    CaseloadReceipt,
    ExportCaseload,
    export_caseload,
)
from dirigo_tui.services.handover.differences import ROW, Difference
from dirigo_tui.services.handover.exporting import (
    ExportParticipant,
    ExportReceipt,
    export_participant,
)
from dirigo_tui.services.handover.extracts import ExportExtract, export_extract
from dirigo_tui.services.handover.receiving import Receive, receive
from dirigo_tui.services.handover.report import (
    Conflict,
    Outcome,
    PersonReport,
    ReceiveReport,
    RowChange,
    Why,
    receipt_code,
)

__all__ = [
    "PEOPLE",
    "ROW",
    "CaseloadReceipt",
    "Conflict",
    "Difference",
    "ExportCaseload",
    "ExportExtract",
    "ExportParticipant",
    "ExportReceipt",
    "Outcome",
    "PersonReport",
    "Receive",
    "ReceiveReport",
    "RowChange",
    "Why",
    "export_caseload",
    "export_extract",
    "export_participant",
    "receipt_code",
    "receive",
]
