"""What every file of a summary says of its figures, whatever its form."""

from __future__ import annotations

from collections.abc import Iterator

from dirigo_tui.domain.goals import PublishedGoal
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.definitions import (
    BOUNDS,
    advice,
    goal_definition,
    goal_notes,
    goal_source,
    goal_target,
    hiding_rule,
    whose,
)
from dirigo_tui.i18n.figures import count_text
from dirigo_tui.i18n.formats import long_day, sentence_case
from dirigo_tui.services.summary import Summary
from dirigo_tui.services.summary_files import SummaryContent


def title(summary: Summary) -> str:
    """What the file is called."""
    return _("Mål och resultat till och med {day}").format(day=long_day(summary.as_of))


def pages() -> str:
    """The number of a page, to be filled in."""
    return _("Sida {page} av {pages}")


def marks(content: SummaryContent) -> list[str]:
    """What the file must never be mistaken without."""
    return [_("ÖVNING")] * content.practice


def lead(content: SummaryContent) -> Iterator[str]:
    """Whose figures they are, line by line."""
    names = dict.fromkeys(name for name in (content.organisation, content.desk) if name)
    if names:
        yield ", ".join(names)
    if content.practice:
        yield _("ÖVNING – påhittade personer.")
    if whose(content.summary):
        yield whose(content.summary)
    yield _("Skriven {day}.").format(day=long_day(content.day))


def running(content: SummaryContent) -> str:
    """What stands on every page: which figures these are."""
    rules = _("Regler, version {version}").format(version=content.summary.rules_version)
    printed = _("Fingeravtryck {fingerprint}").format(fingerprint=content.fingerprint)
    return " · ".join((title(content.summary), rules, printed))


def short_rule(summary: Summary) -> str:
    """The rule for hidden numbers, where there is little room."""
    return _(".. = antal från 1 till {most}, och tal som skulle röja dem").format(
        most=summary.threshold - 1
    )


def about(content: SummaryContent) -> Iterator[tuple[str, str]]:
    """What holds for all figures, as labels and texts."""
    summary = content.summary
    for mark in marks(content):
        yield mark, _("Personerna är påhittade.")
    yield _("Till och med"), long_day(summary.as_of)
    yield _("Skriven"), long_day(content.day)
    names = dict.fromkeys(name for name in (content.organisation, content.desk) if name)
    if names:
        yield _("Lämnad av"), ", ".join(names)
    if whose(summary):
        yield _("Omfattar"), whose(summary)
    yield _("Regler"), _("Version {version}").format(version=summary.rules_version)
    yield _("Gräns för små tal"), count_text(summary.threshold)
    yield _("Små tal"), hiding_rule(summary.threshold)
    yield _("Osäkerhet"), str(BOUNDS)
    if summary.without_target_group != 0:
        yield (
            _("Utan målgrupp"),
            _("Har börjat men har ingen målgrupp, och är inte med: {count}.").format(
                count=count_text(summary.without_target_group)
            ),
        )
    if summary.advice is not None:
        yield _("Råd"), sentence_case(advice(summary.advice))
    yield (
        _("Fingeravtryck"),
        _(
            "{fingerprint}. Två filer med samma fingeravtryck har samma siffror. Det är gjort av"
            " det som visas här, och röjer inget dolt."
        ).format(fingerprint=content.fingerprint),
    )


def said_of_goal(goal: PublishedGoal) -> Iterator[str]:
    """What a goal is, where it comes from and how it is counted."""
    yield _("Mål: {target}. Källa: {source}.").format(
        target=goal_target(goal), source=goal_source(goal)
    )
    yield from goal_notes(goal)
    yield _("Så räknas det: {definition}").format(definition=goal_definition(goal.id))
