"""So it is counted: titles, definitions and sources of every figure of a summary (DOMAIN.md §8)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dirigo_tui.domain.dates import today_in_sweden
from dirigo_tui.domain.goals import GoalId, PublishedGoal
from dirigo_tui.domain.vocabulary import TargetGroup
from dirigo_tui.i18n.catalogue import N_, Lazy, _
from dirigo_tui.i18n.formats import long_day, percent
from dirigo_tui.services.summary import Advice, Summary, TableId

GROUPS_IN_TABLES: Final[Mapping[str, Lazy]] = {
    TargetGroup.SICK_LEAVE: N_("sjukskrivna"),
    TargetGroup.ACTIVITY_COMPENSATION: N_("aktivitetsersättning"),
    TargetGroup.INCOME_SUPPORT: N_("försörjningsstöd"),
}
"""Headings of rows; ``words.word`` speaks of one person."""

_TABLES: Final[Mapping[TableId, tuple[Lazy, Lazy]]] = {
    TableId.STARTED: (
        N_("Har börjat"),
        N_(
            "Alla som har börjat. Felregistrerade räknas aldrig, varken här eller någon annanstans."
        ),
    ),
    TableId.ENDED: (N_("Har slutat"), N_("Alla vars deltagande har slutat.")),
    TableId.OUTCOME_A_EXIT: (
        N_("I arbete eller studier vid avslut"),
        N_(
            "Har slutat, och hade arbete eller studier av någon omfattning den dagen eller inom"
            " sju dagar efter."
        ),
    ),
    TableId.OUTCOME_B_EXIT: (
        N_("Återfått arbetsförmågan vid avslut"),
        N_(
            "I arbete eller studier enligt ovan. Eller inskriven hos Arbetsförmedlingen, till"
            " arbetsmarknadens förfogande, och redo för arbetsmarknaden enligt både deltagaren och"
            " handläggaren."
        ),
    ),
    TableId.OUTCOME_A_6_MONTHS: (
        N_("I arbete eller studier sex månader efter avslut"),
        N_(
            "Hade arbete eller studier av någon omfattning just den dagen. Den vars dag inte har"
            " kommit är inte med."
        ),
    ),
}

_GOALS: Final[Mapping[GoalId, tuple[Lazy, Lazy]]] = {
    GoalId.JOINT_PLAN: (
        N_("Gemensam egen handlingsplan"),
        N_(
            "Har en version av planen som både deltagaren och handläggaren har bekräftat, av alla"
            " som har börjat."
        ),
    ),
    GoalId.WORK_ABILITY_PROSPECTS: (
        N_("Möjligheterna att arbeta har ökat"),
        N_(
            "Svarade vid avslutet att möjligheterna att arbeta är större eller mycket större än vid"
            " starten, av alla som svarade. Deltagarens eget senaste svar gäller. Bortfall: har"
            " slutat utan att svara."
        ),
    ),
    GoalId.CLOSER_TO_LABOUR_MARKET: (
        N_("Närmare arbetsmarknaden"),
        N_(
            "Svarade vid avslutet att arbete, eget företag eller studier är närmare eller mycket"
            " närmare än vid starten, av alla som svarade. Deltagarens eget senaste svar gäller."
            " Bortfall: har slutat utan att svara."
        ),
    ),
    GoalId.REGAINED_WORK_ABILITY: (
        N_("Återfått arbetsförmågan"),
        N_(
            "I arbete eller studier vid avslutet eller inom sju dagar, eller inskriven hos"
            " Arbetsförmedlingen, till arbetsmarknadens förfogande och redo enligt både deltagaren"
            " och handläggaren, av alla som har slutat. Bortfall: inget är känt om arbete,"
            " studier, arbetssökande, sjukskrivning eller försörjning då. De är ändå med bland"
            " dem som har slutat."
        ),
    ),
    GoalId.IN_WORK_OF_REGAINED: (
        N_("I arbete eller studier, av dem som återfått arbetsförmågan"),
        N_(
            "Hade arbete eller studier vid avslutet eller inom sju dagar, av dem som då hade"
            " återfått arbetsförmågan."
        ),
    ),
}

_SOURCES: Final[Mapping[str, Lazy]] = {
    "dirigo_2": N_("Dirigo 2, Försäkringskassan i Stockholm, 2011–2014"),
}
_ESTIMATE: Final = "estimate_not_goal"
_NOTES: Final[Mapping[str, Lazy]] = {
    "published_numbers_disagree": N_(
        "Källans tal går inte ihop: 429, 56 och 23 personer motsvarar 75 % av 52, 10 och 15 % bara"
        " om grupperna är omkring 1 100, 747 och 204, alltså 2 050 och inte 1 800. Med 15 % för"
        " aktivitetsersättning går det ihop. Målet står här som det publicerades: 10 %."
    ),
    _ESTIMATE: N_("Talet är en uppskattning och inget mål."),
}

_ADVICE: Final[Mapping[Advice, Lazy]] = {
    Advice.MERGE_SITES: N_("Mycket är dolt. Lägg ihop orter, så syns mer."),
    Advice.MERGE_TARGET_GROUPS: N_(
        "Mycket är dolt. Lägg ihop en längre tid eller fler arbetsplatser, eller läs bara raderna"
        " för alla målgrupper."
    ),
}

BOUNDS: Final = N_(
    "Lägst och högst: andelen av alla det gäller, om ingen eller alla i bortfallet hade nått målet."
)


def whose(summary: Summary) -> str:
    """Whose people are counted, when not only this desk's own; else ""."""
    if summary.received is None:
        return ""
    if not summary.received:
        return _("Alla arbetsplatser: ingen annan har lämnat över något än.")
    others = ", ".join(
        f"{file.from_desk or '–'} ({long_day(today_in_sweden(file.created))})"
        for file in summary.received
    )
    return _("Alla arbetsplatser: den här, och filer från {others}.").format(others=others)


def table_title(id: TableId) -> str:
    """What a table of counts is called."""
    return str(_TABLES[id][0])


def table_definition(id: TableId) -> str:
    """Who is counted in a table."""
    return str(_TABLES[id][1])


def goal_title(id: GoalId) -> str:
    """What a goal is called."""
    return str(_GOALS[id][0])


def goal_definition(id: GoalId) -> str:
    """What a goal's figure is the share of."""
    return str(_GOALS[id][1])


def goal_source(goal: PublishedGoal) -> str:
    """Where a target comes from."""
    return str(_SOURCES[goal.source])


def goal_notes(goal: PublishedGoal) -> list[str]:
    """What has to be said wherever a target is shown."""
    return [str(_NOTES[note]) for note in goal.notes]


def goal_target(goal: PublishedGoal) -> str:
    """``minst 90 %``, ``omkring 75 %``, or one for each target group."""
    if isinstance(goal.target, Mapping):
        return ", ".join(
            _("{group} minst {share}").format(group=GROUPS_IN_TABLES[group], share=percent(share))
            for group, share in goal.target.items()
        )
    share = percent(goal.target)
    if _ESTIMATE in goal.notes:
        return _("omkring {share}").format(share=share)
    return _("minst {share}").format(share=share)


def advice(advice: Advice) -> str:
    """What to do when too much is hidden."""
    return str(_ADVICE[advice])


def hiding_rule(threshold: int) -> str:
    """The rule that stands under every protected figure (DOMAIN.md §9.5)."""
    return _(
        ".. = för få personer för att visas: antal från 1 till {most}, och de tal som skulle röja"
        " dem. – = ingen andel: ingen att räkna på, eller 0 eller 100 procent av färre än {few}."
    ).format(most=threshold - 1, few=2 * threshold)
