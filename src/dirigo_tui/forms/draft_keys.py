"""What a draft's key says: where it was being typed, about what, in whose file."""

from __future__ import annotations

from typing import NamedTuple

SEPARATOR = "/"


class DraftKey(NamedTuple):
    """The key of a draft in somebody's file; ``str()`` of it is what is stored.

    Attributes:
        section: name of the section of the page, "" for what can be written in every one of them.
        form: the form's id.
        about: tells drafts of one form apart: an id, an axis, an area; may be "".
    """

    section: str
    form: str
    about: str
    participant_id: str

    def __str__(self) -> str:
        return SEPARATOR.join(self)

    @classmethod
    def parse(cls, text: str) -> DraftKey | None:
        """The key from its text, or None when it is one of another kind."""
        parts = text.split(SEPARATOR)
        return cls(*parts) if len(parts) == len(cls._fields) else None
