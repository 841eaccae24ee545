"""Taking in a file from another desk, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dirigo_tui.i18n.catalogue import N_, Lazy
from dirigo_tui.services.handover.report import Outcome, Why
from dirigo_tui.services.signing import Sender

WHY: Final[Mapping[Why, Lazy]] = {
    Why.CHANGED_AT_BOTH_DESKS: N_("ändrad på båda arbetsplatserna"),
    Why.REFERENCE_TAKEN: N_("referensen finns redan här för någon annan"),
    Why.ANOTHER_ROW_HERE: N_("här finns en annan uppgift på samma plats"),
    Why.PROTECTED_HERE: N_("personuppgifterna är skyddade här, men inte i filen"),
    Why.ROW_REFUSED: N_("uppgiften går inte ihop med det som finns här"),
}

SENDERS: Final[Mapping[Sender, Lazy]] = {
    Sender.KNOWN: N_("känd avsändare"),
    Sender.NEW: N_("ny avsändare, nyckel {key}"),
    Sender.ACCEPTED: N_("ny nyckel {key}, godtagen"),
    Sender.UNSIGNED: N_("osignerad: vem som har skickat den går inte att veta"),
}

OUTCOMES: Final[Mapping[Outcome, Lazy]] = {
    Outcome.NEW: N_("ny"),
    Outcome.UPDATED: N_("ändrad"),
    Outcome.UNCHANGED: N_("oförändrad"),
    Outcome.CONFLICT: N_("krockar med det som finns här"),
}
