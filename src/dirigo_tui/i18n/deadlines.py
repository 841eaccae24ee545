"""Why somebody is on top of the list: a deadline as a sentence."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from dirigo_tui.domain.dates import overdue
from dirigo_tui.domain.deadlines import CONSENT_NOTICE, Deadline
from dirigo_tui.domain.vocabulary import Rule
from dirigo_tui.i18n.catalogue import N_, Lazy, _
from dirigo_tui.i18n.formats import relative_day, short_day


class _Worded(NamedTuple):
    """The sentence when overdue, when due today, and when it lies ahead."""

    late: Lazy
    today: Lazy
    ahead: Lazy


# Short enough for one line of a list; {day} is the due day and {relative} how far away it is.
_SENTENCES: dict[Rule, _Worded] = {
    Rule.ACTIVE_PLANNING: _Worded(
        N_("Planering tillsammans skulle ha börjat {day} ({relative})"),
        N_("Planering tillsammans ska börja i dag"),
        N_("Planering tillsammans senast {day} ({relative})"),
    ),
    Rule.SICK_LEAVE_SIX_MONTHS: _Worded(
        N_("Sjukskriven sex månader sedan {day}"),
        N_("Sjukskriven sex månader i dag"),
        N_("Sjukskriven sex månader {day} ({relative})"),
    ),
    Rule.FOLLOW_UP: _Worded(
        N_("Uppföljning skulle ha skett {day} ({relative})"),
        N_("Uppföljning av planen i dag"),
        N_("Uppföljning {day} ({relative})"),
    ),
    Rule.ACTIVITY_FOLLOW_UP: _Worded(
        N_("Aktivitet skulle ha följts upp {day} ({relative})"),
        N_("Aktivitet att följa upp i dag"),
        N_("Aktivitet att följa upp {day} ({relative})"),
    ),
    Rule.SELF_RATING: _Worded(
        N_("Egenskattning skulle ha gjorts {day} ({relative})"),
        N_("Egenskattning i dag"),
        N_("Egenskattning {day} ({relative})"),
    ),
    Rule.FINAL_RATING: _Worded(
        N_("Egenskattning vid avslut skulle ha gjorts {day} ({relative})"),
        N_("Egenskattning vid avslut i dag"),
        N_("Egenskattning vid avslut {day} ({relative})"),
    ),
    Rule.ACTIVITY_COMPENSATION_ENDS: _Worded(
        N_("Fyllde 30 år {day}: aktivitetsersättningen har upphört"),
        N_("Fyller 30 år i dag: aktivitetsersättningen upphör"),
        N_("Aktivitetsersättningen upphör {day} ({relative})"),
    ),
    Rule.FOLLOW_UP_IN_WORK: _Worded(
        N_("Uppföljning i arbete skulle ha skett {day} ({relative})"),
        N_("Uppföljning i arbete i dag"),
        N_("Uppföljning i arbete {day} ({relative})"),
    ),
    Rule.FOLLOW_UP_AFTER_END: _Worded(
        N_("Uppföljning efter avslut skulle ha skett {day} ({relative})"),
        N_("Uppföljning efter avslut i dag"),
        N_("Uppföljning efter avslut {day} ({relative})"),
    ),
    Rule.RETENTION: _Worded(
        N_("Skulle ha gallrats senast {day}"),
        N_("Ska gallras senast i dag"),
        N_("Ska gallras senast {day}"),
    ),
    Rule.NO_ACTIVITY_AHEAD: _Worded(
        N_("Ingen aktivitet framåt i planen sedan {day}"),
        N_("Planens sista aktivitet slutar i dag"),
        N_("Planens sista aktivitet slutar {day} ({relative})"),
    ),
    Rule.NO_FOLLOW_UP_DATE: _Worded(
        N_("Inget datum för uppföljning sedan {day}"),
        N_("Planen saknar datum för uppföljning"),
        N_("Planen saknar datum för uppföljning"),
    ),
    Rule.MAPPING_OLD: _Worded(
        N_("Kartläggningen är äldre än tolv månader sedan {day}"),
        N_("Kartläggningen blir tolv månader i dag"),
        N_("Kartläggningen blir tolv månader {day}"),
    ),
    Rule.NO_ACTIVITY_FOLLOWED_UP: _Worded(
        N_("Ingen aktivitet har följts upp till och med {day}"),
        N_("Ingen aktivitet är uppföljd än"),
        N_("Ingen aktivitet är uppföljd än"),
    ),
}


def why(deadline: Deadline, today: date) -> str:
    """A deadline in one line, e.g. ``Uppföljning skulle ha skett 18 nov (3 dagar sedan)``."""
    due = deadline.due
    if deadline.rule is Rule.CONSENT_RUNS_OUT:
        return _consent(deadline, today)
    worded = _SENTENCES[deadline.rule]
    in_time = worded.today if due == today else worded.ahead
    chosen = worded.late if overdue(due, today) else in_time
    return str(chosen).format(day=short_day(due, today), relative=relative_day(due, today))


def _consent(deadline: Deadline, today: date) -> str:
    """What people ask is when it runs out, not when that should have been seen to."""
    last = deadline.due + timedelta(days=CONSENT_NOTICE)
    said = (
        _("Samtycke till {recipient} gick ut {day}")
        if overdue(last, today)
        else _("Samtycke till {recipient} går ut {day}")
    )
    return said.format(recipient=deadline.about, day=short_day(last, today))
