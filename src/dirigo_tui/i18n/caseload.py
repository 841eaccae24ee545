"""The ready-made lists of the caseload by name."""

from __future__ import annotations

from collections.abc import Mapping

from dirigo_tui.i18n.catalogue import N_, Lazy
from dirigo_tui.services.caseload import Filter

FILTER_NAMES: Mapping[Filter, Lazy] = {
    Filter.ALL: N_("Alla"),
    Filter.MINE: N_("Mina"),
    Filter.OVERDUE: N_("Försenade"),
    Filter.NO_PLAN: N_("Utan plan"),
    Filter.NO_ACTIVITY_AHEAD: N_("Ingen aktivitet framåt"),
    Filter.NO_FOLLOW_UP_DATE: N_("Inget datum för uppföljning"),
    Filter.RATING_DUE: N_("Dags för egenskattning"),
    Filter.ENDING_SOON: N_("Slutar snart"),
}

CHOICES = (Filter.MINE, Filter.ALL, *(f for f in Filter if f not in (Filter.MINE, Filter.ALL)))
"""In the order they are offered in."""
