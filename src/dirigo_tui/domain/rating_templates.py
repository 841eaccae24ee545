"""The built-in templates of self-rating: the questions, their scales and what they are for.

Source: DOMAIN.md §6. A template version is immutable. To word a question in another way, add a
template with the next version; answers keep pointing to the one they were given to, and a series
breaks there. The texts are content of the templates, in both languages, and the project's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import NonAnswer


@dataclass(frozen=True, slots=True)
class Words:
    """A text of a template in Swedish and in English."""

    sv: str
    en: str


class Asked(StrEnum):
    """When a template is asked."""

    PERIODIC = "periodic"
    AT_END = "at_end"
    IN_TALK = "in_talk"


class Band(StrEnum):
    """A published grouping of the values of ``was``."""

    POOR = "poor"
    MODERATE = "moderate"
    GOOD = "good"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question.

    Attributes:
        low, high: the ends of the scale, in whole steps, both included.
        labels: words for values; at least for the two ends.
    """

    code: str
    text: Words
    low: int
    high: int
    labels: tuple[tuple[int, Words], ...]

    @property
    def worded(self) -> bool:
        """Whether every value has words, so that nobody need see a number."""
        return len(self.labels) == self.high - self.low + 1

    def label(self, value: int) -> Words | None:
        """What a value is called, or None when it is a number only."""
        return dict(self.labels).get(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One version of a questionnaire.

    Attributes:
        per_goal: each answer is about one of the participant's goals.
        in_cohort: whether answers may go into cohort tables and exports.
        bands: groups of values with their lowest and highest value.
        source: where it comes from, to be cited with it.
    """

    code: str
    version: int
    title: Words
    items: tuple[Item, ...]
    asked: Asked
    per_goal: bool = False
    in_cohort: bool = True
    bands: tuple[tuple[Band, int, int], ...] = ()
    source: Words

    def item(self, code: str) -> Item:
        """The item with that code. Raises ``Refused("unknown_item", template, item)``."""
        for item in self.items:
            if item.code == code:
                return item
        raise Refused("unknown_item", template=self.code, item=code)

    def band(self, value: int) -> Band | None:
        """The band a value falls in, or None for a template without bands."""
        return next((band for band, low, high in self.bands if low <= value <= high), None)


_NOT_AT_ALL = Words(sv="inte alls", en="not at all")


def _ten(code: str, sv: str, en: str, low: Words, high: Words) -> Item:
    return Item(code=code, text=Words(sv, en), low=0, high=10, labels=((0, low), (10, high)))


_WAS = Template(
    code="was",
    version=1,
    title=Words(sv="Arbetsförmåga", en="Work ability"),
    asked=Asked.PERIODIC,
    items=(
        _ten(
            "was",
            "Hur är din arbetsförmåga just nu, jämfört med när den var som bäst?",
            "How is your work ability right now, compared with when it was at its best?",
            Words(sv="kan inte alls arbeta", en="cannot work at all"),
            Words(sv="som bäst", en="at its best"),
        ),
    ),
    bands=((Band.POOR, 0, 5), (Band.MODERATE, 6, 7), (Band.GOOD, 8, 10)),
    source=Words(
        sv="Work Ability Score: en fråga ur Work Ability Index, Arbetshälsoinstitutet i Finland. "
        "Egen formulering.",
        en="Work Ability Score: one item of the Work Ability Index, Finnish Institute of "
        "Occupational Health. Own wording.",
    ),
)

_STEPS = Template(
    code="steps",
    version=1,
    title=Words(sv="Steg mot arbete", en="Steps towards work"),
    asked=Asked.PERIODIC,
    items=(
        _ten(
            "health",
            "Hur klarar du din hälsa till vardags?",
            "How well do you cope with your health day to day?",
            _NOT_AT_ALL,
            Words(sv="mycket bra", en="very well"),
        ),
        _ten(
            "belief",
            "Hur säker är du på att du kan få ett jobb?",
            "How sure are you that you can get a job?",
            Words(sv="inte alls säker", en="not at all sure"),
            Words(sv="helt säker", en="completely sure"),
        ),
        _ten(
            "knowing_jobs",
            "Hur väl vet du vilka jobb som finns för dig?",
            "How well do you know which jobs there are for you?",
            _NOT_AT_ALL,
            Words(sv="mycket väl", en="very well"),
        ),
        _ten(
            "searching",
            "Hur väl vet du hur du söker jobb?",
            "How well do you know how to look for a job?",
            _NOT_AT_ALL,
            Words(sv="mycket väl", en="very well"),
        ),
        _ten(
            "with_others",
            "Hur går det för dig att jobba ihop med andra?",
            "How well do you get on working together with others?",
            Words(sv="mycket svårt", en="very hard"),
            Words(sv="mycket bra", en="very well"),
        ),
        _ten(
            "energy",
            "Hur väl räcker din ork en hel dag?",
            "How well does your energy last a whole day?",
            _NOT_AT_ALL,
            Words(sv="hela dagen", en="all day"),
        ),
        _ten(
            "support",
            "Hur bra stöd har du av folk runt dig?",
            "How good is the support you have from people around you?",
            Words(sv="inget stöd", en="no support"),
            Words(sv="mycket bra stöd", en="very good support"),
        ),
        _ten(
            "next_step",
            "Hur väl vet du vad ditt nästa steg är?",
            "How well do you know what your next step is?",
            _NOT_AT_ALL,
            Words(sv="jag vet precis", en="I know exactly"),
        ),
    ),
    source=Words(sv="Egen formulering.", en="Own wording."),
)

_DIRIGO_GOALS = Template(
    code="dirigo_goals",
    version=1,
    title=Words(sv="När du slutar", en="As you finish"),
    asked=Asked.AT_END,
    items=(
        Item(
            code="m1",
            text=Words(
                sv="Hur stora är dina möjligheter att arbeta nu, mot när du började?",
                en="How large are your possibilities to work now, compared with when you started?",
            ),
            low=-2,
            high=2,
            labels=(
                (-2, Words(sv="mycket mindre", en="much smaller")),
                (-1, Words(sv="mindre", en="smaller")),
                (0, Words(sv="lika stora", en="the same")),
                (1, Words(sv="större", en="larger")),
                (2, Words(sv="mycket större", en="much larger")),
            ),
        ),
        Item(
            code="m2",
            text=Words(
                sv="Hur nära ett jobb är du nu, mot när du började? "
                "Räkna med eget företag och studier.",
                en="How near are you now to a job, compared with when you started? "
                "Count a business of your own and studies too.",
            ),
            low=-2,
            high=2,
            labels=(
                (-2, Words(sv="mycket längre bort", en="much further away")),
                (-1, Words(sv="längre bort", en="further away")),
                (0, Words(sv="lika nära", en="as near")),
                (1, Words(sv="närmare", en="nearer")),
                (2, Words(sv="mycket närmare", en="much nearer")),
            ),
        ),
    ),
    source=Words(
        sv="Målen för Dirigo 2. Egen formulering.", en="The goals of Dirigo 2. Own wording."
    ),
)

_MI = Template(
    code="mi",
    version=1,
    title=Words(sv="Att prata om målet", en="Talking about the goal"),
    asked=Asked.IN_TALK,
    per_goal=True,
    in_cohort=False,
    items=(
        _ten(
            "importance",
            "Hur viktigt är målet för dig?",
            "How important is this goal to you?",
            Words(sv="inte alls viktigt", en="not at all important"),
            Words(sv="mycket viktigt", en="very important"),
        ),
        _ten(
            "confidence",
            "Hur säker är du på att du klarar det?",
            "How confident are you that you can do it?",
            Words(sv="inte alls säker", en="not at all confident"),
            Words(sv="helt säker", en="completely confident"),
        ),
        _ten(
            "readiness",
            "Hur redo är du att börja nu?",
            "How ready are you to start now?",
            Words(sv="inte alls redo", en="not at all ready"),
            Words(sv="helt redo", en="completely ready"),
        ),
    ),
    source=Words(
        sv="Skalfrågor ur motiverande samtal. Egen formulering.",
        en="Scaling questions of motivational interviewing. Own wording.",
    ),
)

_GAS = Template(
    code="gas",
    version=1,
    title=Words(sv="Så har det gått med målet", en="How the goal has gone"),
    asked=Asked.IN_TALK,
    per_goal=True,
    items=(
        Item(
            code="level",
            text=Words(
                sv="Hur är det nu, mot det vi trodde?",
                en="How is it now, compared with what we expected?",
            ),
            low=-2,
            high=2,
            labels=(
                (-2, Words(sv="långt kvar", en="a long way to go")),
                (-1, Words(sv="en bit kvar", en="some way to go")),
                (0, Words(sv="som vi trodde", en="as expected")),
                (1, Words(sv="bättre än vi trodde", en="better than expected")),
                (2, Words(sv="mycket bättre än vi trodde", en="much better than expected")),
            ),
        ),
    ),
    source=Words(
        sv="Goal Attainment Scaling (Kiresuk och Sherman 1968). Egen formulering.",
        en="Goal Attainment Scaling (Kiresuk and Sherman 1968). Own wording.",
    ),
)

BUILT_IN: tuple[Template, ...] = (_WAS, _STEPS, _DIRIGO_GOALS, _MI, _GAS)
"""Every version of every template that comes with the program, in the order they are offered."""

PERIODIC: tuple[str, ...] = tuple(t.code for t in BUILT_IN if t.asked is Asked.PERIODIC)
"""Codes of the templates whose answers count for the self-rating every third month (§4)."""

AT_END: tuple[str, ...] = tuple(t.code for t in BUILT_IN if t.asked is Asked.AT_END)
"""Codes of the templates whose answers count for the rating at the end (§4)."""


def lookup(code: str, version: int | None = None) -> Template:
    """A template by code; the newest version when none is given.

    Raises ``Refused("unknown_template", template, version)``.
    """
    versions = {found.version: found for found in BUILT_IN if found.code == code}
    wanted = max(versions, default=None) if version is None else version
    if wanted not in versions:
        raise Refused("unknown_template", template=code, version=version)
    return versions[wanted]


def check_value(template: Template, item: str, value: int) -> None:
    """An answer lies on its item's scale.

    Raises:
        Refused: ``unknown_item(template, item)`` or ``rating_out_of_range(low, high)``.
    """
    asked = template.item(item)
    if not asked.low <= value <= asked.high:
        raise Refused("rating_out_of_range", low=asked.low, high=asked.high)


def check_answer(
    template: Template,
    item: str,
    *,
    value: int | None,
    non_answer: NonAnswer | None,
    goal_id: str | None,
) -> None:
    """A rating holds a value or why there is none, and a goal when its template is asked per goal.

    Raises:
        Refused: as :func:`check_value`; ``rating_value_or_non_answer`` when both or neither is
            given; ``rating_needs_goal`` or ``rating_takes_no_goal``.
    """
    template.item(item)
    if (value is None) == (non_answer is None):
        raise Refused("rating_value_or_non_answer")
    if value is not None:
        check_value(template, item, value)
    if template.per_goal and goal_id is None:
        raise Refused("rating_needs_goal", template=template.code)
    if not template.per_goal and goal_id is not None:
        raise Refused("rating_takes_no_goal", template=template.code)
