"""When two desks hold a row of the same person: whose is later, and when nobody can say.

Every desk knows what its row has said before. Whoever's present content the other has already seen,
and gone on from, is behind. When neither has seen the other's, both have gone their own way, and a
person must decide; nothing is ever overwritten then.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What to do with a row from elsewhere."""

    SAME = "same"
    TAKE = "take"
    KEEP = "keep"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Side:
    """A row at one desk.

    Attributes:
        content: a hash of what it says, or None when there is no such row (any longer).
        seen: hashes of everything the desk knows it to have said; empty when it has never had it.
        version: counts the changes of the row; 0 when there is none.
    """

    content: str | None
    seen: AbstractSet[str] = frozenset()
    version: int = 0

    def is_behind(self, other: Side) -> bool:
        """Whether the other desk has had this and gone on, or this one never had the row."""
        if self.content is None:
            return not self.seen
        return self.content in other.seen


def decide(here: Side, there: Side, *, untouched: bool) -> Verdict:
    """What to do about one row.

    Args:
        here: the row at this desk.
        there: the row as it came, with the history that came with it.
        untouched: the row here says what it said when it was last received; then one with a higher
            version can only have gone on from it, even where the history does not tell.
    """
    if here.content == there.content:
        return Verdict.SAME
    there_is_ahead = here.is_behind(there)
    here_is_ahead = there.is_behind(here)
    if there_is_ahead and here_is_ahead:
        # Back and forth between the same contents: who has gone further tells.
        here_is_ahead = here.version >= there.version
    if here_is_ahead:
        return Verdict.KEEP
    gone_on = untouched and there.content is not None and there.version > here.version
    return Verdict.TAKE if there_is_ahead or gone_on else Verdict.CONFLICT
