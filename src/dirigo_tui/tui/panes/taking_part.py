"""Asking when somebody began to take part, and when and why it ended, from any section."""

from __future__ import annotations

from typing import Any

from dirigo_tui.domain.records import Participant
from dirigo_tui.forms.definitions import END
from dirigo_tui.forms.person import START
from dirigo_tui.services.participation import (
    EndParticipation,
    StartParticipation,
    end_participation,
    start_participation,
)
from dirigo_tui.tui.panes.pane import Pane


def ask_start(pane: Pane[Any]) -> None:
    """Record when participation began, or correct the day."""
    person = pane.person

    async def save(values: dict[str, Any]) -> Participant:
        command = StartParticipation(participant_id=person.id, **values)
        return await pane.write(start_participation, command)

    pane.ask(START, save, values={"on": person.start or person.today})


def ask_end(pane: Pane[Any]) -> None:
    """Record when and why participation ended, or correct either."""
    person = pane.person

    async def save(values: dict[str, Any]) -> Participant:
        command = EndParticipation(participant_id=person.id, **values)
        return await pane.write(end_participation, command)

    pane.ask(END, save, values={"on": person.end or person.today, "reason": person.end_reason})
