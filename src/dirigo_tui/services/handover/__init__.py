"""Handing a participant's file on to another desk, and taking one in (docs/formats.md)."""

from dirigo_tui.services.handover.exporting import (
    ExportParticipant,
    ExportReceipt,
    export_participant,
)
from dirigo_tui.services.handover.receiving import Conflict, Receive, ReceiveReport, Why, receive

__all__ = [
    "Conflict",
    "ExportParticipant",
    "ExportReceipt",
    "Receive",
    "ReceiveReport",
    "Why",
    "export_participant",
    "receive",
]
