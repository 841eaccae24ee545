"""The sections of a participant's page: one entry each, their modules are imported when shown."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from dirigo_tui.i18n.catalogue import N_, Lazy
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.panes.pane import Pane


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the page.

    Attributes:
        name: stable; begins the keys of its drafts.
        key: the digit that shows it.
        label: what the section bar calls it.
        short: the same in lower case, for where room is scarce: six of them fit 39 cells.
        help: one sentence for help and palette.
        module, pane: where its :class:`Pane` is, below ``tui.panes``.
    """

    name: str
    key: str
    label: Lazy
    short: Lazy
    help: Lazy
    module: str
    pane: str

    @property
    def command(self) -> Command:
        """Showing the section; the section bar shows it, so the footer need not."""
        return Command(
            f"participant.{self.name}",
            self.key,
            self.short,
            self.help,
            action=f"show('{self.name}')",
            footer=False,
        )

    def make(self) -> Pane[Any]:
        """A fresh pane."""
        pane: Pane[Any] = getattr(import_module(f"dirigo_tui.tui.panes.{self.module}"), self.pane)()
        return pane


SECTIONS: tuple[Section, ...] = (
    Section(
        "overview",
        "1",
        N_("Översikt"),
        N_("översikt"),
        N_("Visa översikten: vad som är härnäst och hur det går."),
        "overview",
        "OverviewPane",
    ),
    Section(
        "mapping",
        "2",
        N_("Kartläggning"),
        N_("kartl."),
        N_("Visa kartläggningen, med deltagarens egna ord."),
        "mapping",
        "MappingPane",
    ),
    Section(
        "plan",
        "3",
        N_("Min plan"),
        N_("plan"),
        N_("Visa planen: målen, vad som görs och vad båda är överens om."),
        "plan",
        "PlanPane",
    ),
    Section(
        "ratings",
        "4",
        N_("Så ser jag på det"),
        N_("skattn."),
        N_("Visa egenskattningarna, det senaste svaret bredvid det förra."),
        "ratings",
        "RatingsPane",
    ),
    Section(
        "status",
        "5",
        N_("Status"),
        N_("status"),
        N_("Visa status: vad som gäller nu och hur det har varit."),
        "status",
        "StatusPane",
    ),
    Section(
        "history",
        "6",
        N_("Historik"),
        N_("historik"),
        N_("Visa historiken: vem som gjorde vad, och anteckningarna."),
        "history",
        "HistoryPane",
    ),
)
"""In the order of the section bar."""
