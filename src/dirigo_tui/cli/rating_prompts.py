"""A question of a self-rating as lines, and the answers it takes."""

from __future__ import annotations

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.rating_templates import Item
from dirigo_tui.domain.vocabulary import NonAnswer
from dirigo_tui.i18n.catalogue import Ndu
from dirigo_tui.i18n.words import template_text
from dirigo_tui.services.ratings import Answer

_SKIP = {
    "v": (NonAnswer.PREFERS_NOT, Ndu("v – jag vill inte svara")),
    "k": (NonAnswer.COULD_NOT, Ndu("k – jag kan inte svara")),
}


def question_lines(item: Item) -> list[str]:
    """The question, the words of its scale, and how not to answer."""
    labels = [f"{value} = {template_text(words)}" for value, words in item.labels]
    skips = [str(words) for _code, words in _SKIP.values()]
    return [template_text(item.text), *labels, *skips]


def read_answer(item: Item, typed: str) -> Answer:
    """The answer meant.

    Raises ``Refused``: ``number_expected``, ``rating_out_of_range``.
    """
    typed = typed.strip().lower()
    if typed in _SKIP:
        return Answer(non_answer=_SKIP[typed][0])
    try:
        value = int(typed)
    except ValueError:
        raise Refused("number_expected", text=typed[:40], low=item.low, high=item.high) from None
    if not item.low <= value <= item.high:
        raise Refused("rating_out_of_range", value=value, low=item.low, high=item.high)
    return Answer(value=value)
