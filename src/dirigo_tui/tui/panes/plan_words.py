"""What stands above and below the rows of a plan: its version, what it lacks, what has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from textual.content import Content

from dirigo_tui.domain.plan import jointly_confirmed
from dirigo_tui.domain.records import PlanVersion
from dirigo_tui.domain.vocabulary import Rater, Rule
from dirigo_tui.i18n.catalogue import _, du
from dirigo_tui.i18n.formats import relative_day, sentence_case, short_day, weekday
from dirigo_tui.i18n.plan_changes import change_words
from dirigo_tui.i18n.plan_versions import change_heading, goal_words, said_by, version_words
from dirigo_tui.i18n.words import word
from dirigo_tui.services.plan_view import PlanView
from dirigo_tui.tui.widgets.safe_text import joined, safe


def after_answer(version: PlanVersion) -> str:
    """What one answer makes of the plan, and who is left to ask."""
    if jointly_confirmed(version):
        said = du("Planen är gemensam: båda har sagt ja till version {number}.")
        return said.format(number=version.number)
    unasked = [word(who) for who in Rater if said_by(version, who)[0] is None]
    if not unasked:
        return ""
    said = du("Nu är det {who} som svarar på version {number}: tryck B.")
    return said.format(who=unasked[0], number=version.number)


def head_lines(view: PlanView, today: date, mends: Mapping[Rule, str], width: int) -> list[Content]:
    """The version and what the plan lacks, each lapse with the key that mends it.

    Args:
        mends: the key for each lapse.
        width: cells there are; what fits stands on one line.
    """
    if view.version is None:
        return []
    lacks = [rule for rule in view.lapses if rule is not Rule.NO_FOLLOW_UP_DATE]
    parts = [
        safe(version_words(view, today), "bold"),
        _follow_up(view, today, mends[Rule.NO_FOLLOW_UP_DATE]),
        *(_lack(sentence_case(word(rule)), mends[rule]) for rule in lacks),
    ]
    line = joined(*parts, between="   ")
    return [line] if line.cell_length <= width else [parts[0], joined(*parts[1:], between="   ")]


def _follow_up(view: PlanView, today: date, key: str) -> Content:
    """When the plan is followed up; that it is not is a lack of what has been agreed."""
    day = view.version.next_follow_up if view.version else None
    if day is None:
        missing = sentence_case(word(Rule.NO_FOLLOW_UP_DATE))
        if view.confirmed_on is not None:
            return _lack(missing, key)
        return joined(safe(f"{missing}: ", "$quiet"), safe(key, "bold"))
    booked = {
        "weekday": weekday(day),
        "day": short_day(day, today),
        "relative": relative_day(day, today),
    }
    if day < today:
        said = du("Uppföljning skulle ha skett {day} ({relative})").format(**booked)
        return _lack(said, key)
    return safe(du("Uppföljning {weekday} {day} ({relative})").format(**booked))


def _lack(what: str, key: str) -> Content:
    return joined(safe("! ", "bold $warn"), safe(f"{what}: "), safe(key, "bold"))


def empty_words(view: PlanView) -> str:
    """What to say when there is nothing in the plan."""
    said = du("{name} har inga mål än. Tryck M och skriv det första tillsammans.")
    return said.format(name=view.name)


def changed_lines(view: PlanView, today: date, width: int, limit: int, key: str) -> list[Content]:
    """What has changed since both agreed, in at most ``limit`` lines; the rest is counted.

    Args:
        key: shows all of it.
    """
    if not view.changes_since_confirmed:
        return []
    goals = goal_words(view)
    changes = [change_words(change, goals, today) for change in view.changes_since_confirmed]
    for shown in range(len(changes), 0, -1):
        lines = _changes(view, changes[:shown], len(changes) - shown, key).wrap(width)
        if len(lines) <= limit:
            return lines
    return lines[:limit]


def _changes(view: PlanView, changes: Sequence[str], left: int, key: str) -> Content:
    said = joined(
        safe(f"{change_heading(view)}: ", "$quiet"),
        safe(" · ".join(changes)),
    )
    if not left:
        return said
    rest = _(" · och {n} till: ").format(n=left)
    return joined(said, safe(rest, "$quiet"), safe(key, "bold"))
