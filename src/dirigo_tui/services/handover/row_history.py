"""What each row of a participant's file has said before, as far as this desk knows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dirigo_tui.domain.foreign import content_digest
from dirigo_tui.domain.merging import Side
from dirigo_tui.domain.records import Record, to_plain
from dirigo_tui.domain.vocabulary import Action
from dirigo_tui.services.ports import Reader


@dataclass(frozen=True, slots=True)
class RowHistory:
    """Read from the journal, which keeps every row before and after every change.

    Attributes:
        seen: hashes of what a row has said, by its id; what it says now may be among them.
        received: what it said when it was last received from another desk.
    """

    seen: Mapping[str, frozenset[str]]
    received: Mapping[str, str]

    @classmethod
    def of(cls, reader: Reader, participant_id: str) -> RowHistory:
        """The history of one participant's rows."""
        seen: dict[str, set[str]] = defaultdict(set)
        received: dict[str, str] = {}
        for entry in reader.rows("journal_images", participant_id=participant_id):
            came: dict[str, str] = {}
            for _table, before, after in json.loads(entry["changes"]):
                for image in (before, after):
                    if image is not None:
                        seen[image["id"]].add(content_digest(image))
                if after is not None and entry["action"] == Action.PARTICIPANT_RECEIVED:
                    # What came first: a choice between both desks may have gone over it.
                    came.setdefault(after["id"], content_digest(after))
            received |= came
        return cls({id: frozenset(digests) for id, digests in seen.items()}, received)

    def earlier(self, records: Iterable[Record]) -> dict[str, list[str]]:
        """What rows have said and no longer say; rows that are gone are in it too."""
        now = {record.id: content_digest(to_plain(record)) for record in records}
        left = {id: sorted(digests - {now.get(id)}) for id, digests in self.seen.items()}
        return {id: digests for id, digests in left.items() if digests}

    def side(self, id: str, record: Record | None) -> Side:
        """A row at this desk, to be compared with one from elsewhere."""
        seen = self.seen.get(id, frozenset())
        if record is None:
            return Side(None, seen)
        return Side(content_digest(to_plain(record)), seen, record.version)

    def untouched(self, side: Side, id: str) -> bool:
        """Whether the row says what it said when it was last received."""
        return side.content is not None and self.received.get(id) == side.content


def digests_of(value: Any) -> dict[str, frozenset[str]]:
    """The ``earlier`` of a payload that anybody may have written. Raises ``ValueError``."""
    sound = isinstance(value, dict) and all(
        isinstance(digests, list) and all(type(digest) is str for digest in digests)
        for digests in value.values()
    )
    if not sound:
        raise ValueError("earlier")
    return {id: frozenset(digests) for id, digests in value.items()}
