"""A self-rating being given: which question one is at, what has been answered, and its draft."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from dirigo_tui.domain.rating_templates import Item, Template
from dirigo_tui.domain.vocabulary import Mode, NonAnswer, Rater
from dirigo_tui.forms.draft_keys import DraftKey
from dirigo_tui.services.ratings import Answer, RecordRating

SECTION = "ratings"
"""Name of the section of the page whose drafts sittings are."""

FORM = "rating"

_PARTS = ":"
"""Between the parts of what a draft is about."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is to be rated, and by whom. A participant has at most one draft for each.

    Attributes:
        template: its code.
        goal_id: for templates asked per goal.
    """

    template: str
    rater: Rater = Rater.PARTICIPANT
    goal_id: str | None = None

    @property
    def about(self) -> str:
        """What tells its draft apart."""
        return _PARTS.join((self.template, self.rater, self.goal_id or ""))

    @classmethod
    def of(cls, about: str) -> Occasion:
        """The occasion a draft is about."""
        template, rater, goal_id = about.split(_PARTS)
        return cls(template, Rater(rater), goal_id or None)

    def draft_key(self, participant_id: str) -> str:
        """The key of its draft."""
        return str(DraftKey(SECTION, FORM, self.about, participant_id))


@dataclass(slots=True)
class Sitting:
    """The answers given so far.

    Attributes:
        at: the question one is at, from 0; the number of questions once one reads it all through.
        reached: the furthest one has been. What was answered earlier is told of the questions
            before it, and only of those.
    """

    template: Template
    mode: Mode
    answers: dict[str, Answer] = field(default_factory=dict)
    at: int = 0
    reached: int = 0

    @property
    def item(self) -> Item | None:
        """The question one is at, None at the end."""
        items = self.template.items
        return items[self.at] if self.at < len(items) else None

    def move_to(self, place: int) -> None:
        """Go to a question, or past the last of them."""
        self.at = max(0, min(place, len(self.template.items)))
        self.reached = max(self.reached, self.at)

    def next(self) -> None:
        """Go on: to the next question, or to the end for one who came back to change an answer."""
        finished = self.reached == len(self.template.items)
        self.move_to(self.reached if finished else self.at + 1)

    def put(self, item: str, answer: Answer | None) -> None:
        """Take an answer, or take it back."""
        if answer is None:
            self.answers.pop(item, None)
        else:
            self.answers[item] = answer

    def command(self, participant_id: str, occasion: Occasion) -> RecordRating:
        """What to record."""
        return RecordRating(
            participant_id=participant_id,
            template=self.template.code,
            answers=self.answers,
            mode=self.mode,
            rater=occasion.rater,
            goal_id=occasion.goal_id,
        )

    def to_draft(self) -> str:
        """The sitting as text."""
        answers = {
            item: {"value": a.value, "non_answer": a.non_answer, "reason": a.reason}
            for item, a in self.answers.items()
        }
        draft = {
            "version": self.template.version,
            "mode": self.mode,
            "at": self.at,
            "reached": self.reached,
            "answers": answers,
        }
        return json.dumps(draft, ensure_ascii=False)


def of_draft(template: Template, content: str) -> Sitting | None:
    """The sitting of a draft; None when the questions have been worded anew since."""
    draft = json.loads(content)
    if draft["version"] != template.version:
        return None
    return Sitting(
        template,
        Mode(draft["mode"]),
        {item: _answer(plain) for item, plain in draft["answers"].items()},
        draft["at"],
        draft["reached"],
    )


def _answer(plain: Mapping[str, str | int | None]) -> Answer:
    value, non_answer = plain["value"], plain["non_answer"]
    return Answer(
        value=value if isinstance(value, int) else None,
        non_answer=NonAnswer(str(non_answer)) if non_answer else None,
        reason=str(plain["reason"]),
    )


def answered(content: str) -> int:
    """How many questions a draft has answers to."""
    return len(json.loads(content)["answers"])
