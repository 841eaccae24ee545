"""A participant's file: whose it is, and asking for something in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from dirigo_tui.cli.plain.place import Place
from dirigo_tui.forms.draft_keys import DraftKey
from dirigo_tui.forms.form import Form
from dirigo_tui.services.person import Person, person_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """An open file."""

    place: Place
    id: str

    @property
    def person(self) -> Person:
        """Whose it is, as it stands. Raises ``Refused("not_found")``."""
        return self.place.desk.read(person_of, self.id)

    def where(self, section: str) -> str:
        """A section's name with the person's, so that nobody writes in a wrong file."""
        return f"{section}, {self.person.name}"

    def ask(
        self,
        form: Form,
        save: Callable[[dict[str, Any]], T],
        *,
        values: Mapping[str, Any] | None = None,
        section: str = "",
        about: str = "",
    ) -> T | None:
        """Ask for something about the person; the draft is the one the screens keep too.

        Args:
            section: name of the section of the page.
            about: tells drafts of the section apart.
        """
        return self.place.filler.fill(
            form,
            save,
            values=values,
            draft_key=str(DraftKey(section, form.id, about, self.id)),
            participant_id=self.id,
        )
