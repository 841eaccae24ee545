"""A list of people as it is shown: all of it, or those whom a search fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dirigo_tui.domain.text import fold
from dirigo_tui.services.caseload import Group, Worklist, narrow


class Listing:
    """Searches in memory, and finds the way back to a place in a list that has changed.

    Attributes:
        shown: whom the search fits, in worklist order; everybody while nothing is searched for.
        text: what was searched for to get it.
    """

    def __init__(self) -> None:
        self.shown = self._people = Worklist([], dict.fromkeys(Group, 0))
        self.text = ""
        self._index: Mapping[str, str] | None = None
        self._shown_texts: Sequence[str] = ()
        self._texts: Sequence[str] = ()

    def take(
        self, people: Worklist, text: str = "", index: Mapping[str, str] | None = None
    ) -> None:
        """Search in this list from here on.

        Args:
            text: what to search for at once.
            index: everybody's search text; without one, until the first, a search finds everybody.
        """
        self._people = self.shown = people
        self._index = index or self._index
        if self._index is not None:
            self._shown_texts = self._texts = [self._index.get(id, "") for id in people.ids]
        self.text = ""
        self.search(text)

    def search(self, text: str) -> None:
        """Show only those in whose search text every word of the text occurs."""
        if self._index is None:
            return
        # Whoever fits more letters fitted fewer: no need to look at the others again.
        further = fold(text).startswith(fold(self.text))
        among = (self.shown, self._shown_texts) if further else (self._people, self._texts)
        self.shown, self._shown_texts = narrow(*among, text)
        self.text = text

    def stand_in(self, marked: str | None, before: Worklist) -> str | None:
        """Whom to mark after a change: the one marked, or, when they have left their group (what
        was overdue is done), whoever took their place: the next to work with.

        Args:
            marked: who was marked.
            before: what was shown then.
        """
        ids = self.shown.ids
        if not ids or marked not in before.ids:
            return None
        place = before.ids.index(marked)
        if marked in ids and group_at(self.shown, ids.index(marked)) is group_at(before, place):
            return marked
        return ids[min(place, len(ids) - 1)]


def group_at(people: Worklist, place: int) -> Group:
    """The group of whoever stands at a place, counted from 0."""
    for group in Group:
        place -= people.sizes[group]
        if place < 0:
            return group
    raise IndexError(place)
