"""Handing a participant's file on to another desk, and taking files in (docs/formats.md)."""

from dirigo_tui.services.handover.differences import ROW, Difference
from dirigo_tui.services.handover.exporting import (
    ExportParticipant,
    ExportReceipt,
    export_participant,
)
from dirigo_tui.services.handover.extracts import ExportExtract, export_extract
from dirigo_tui.services.handover.receiving import Receive, receive
from dirigo_tui.services.handover.report import Conflict, ReceiveReport, RowChange, Why

__all__ = [
    "ROW",
    "Conflict",
    "Difference",
    "ExportExtract",
    "ExportParticipant",
    "ExportReceipt",
    "Receive",
    "ReceiveReport",
    "RowChange",
    "Why",
    "export_extract",
    "export_participant",
    "receive",
]
