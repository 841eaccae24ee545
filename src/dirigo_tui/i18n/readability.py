"""How hard a Swedish text is to read: LIX, Björnsson's readability index."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

LIX_BOUND: Final = 30
"""The most that participant-facing text may have, taken together (DOMAIN.md §12)."""

LONG_WORD: Final = 6
"""Letters; a word with more of them counts as long."""

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:](?=\s|$)|\n")


def words_in(text: str) -> int:
    """The number of words, a placeholder counted as one."""
    return len(_WORD.findall(_PLACEHOLDER.sub("x", text)))


def lix(texts: Iterable[str]) -> float:
    """Words per sentence, plus the share of long words in per cent, of all the texts together.

    A text ends a sentence whether or not it has a full stop. A placeholder counts as one short
    word: what will stand there is a name, a day or a number. No words at all give 0.0.
    """
    words = sentences = long = 0
    for text in texts:
        for sentence in _SENTENCE_END.split(_PLACEHOLDER.sub("x", text)):
            found = _WORD.findall(sentence)
            words += len(found)
            sentences += bool(found)
            long += sum(len(word) > LONG_WORD for word in found)
    return words / sentences + 100 * long / words if words else 0.0
