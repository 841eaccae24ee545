"""Text in the reader's language. Swedish is the source: the Swedish sentence is the message id.

How to use it::

    from dirigo_tui.i18n.catalogue import N_, Ndu, _, du, n_

    _("Inga mål än.")                                  # looked up when called: call it when drawing
    _("{name} har inga mål än.").format(name=name)     # placeholders are named
    n_("{n} dag", "{n} dagar", count).format(n=count)  # singular and plural
    du("Vad vill du ändra först?")                     # text the participant reads
    LABEL = N_("Spara")                                # a constant; translated by str(LABEL)

``du`` and ``Ndu`` mark participant-facing text: short sentences that say *du*. They stand under the
context ``du``, so that readability can be measured on exactly those (DOMAIN.md §12).

``python -m dirigo_tui.i18n.build`` extracts, updates and compiles the catalogues; a message is
found only where its literal text stands in the call itself, outside any f-string. A catalogue that
is missing is not an error: the Swedish source shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("sv", "en")
"""ISO 639-1 codes; the first is the source language and the default."""

DOMAIN: Final = "dirigo"
CLICK_DOMAIN: Final = "click"
"""What click says itself, in Swedish; its source language is English."""

LOCALES: Final = Path(__file__).with_name("locales")
DU_CONTEXT: Final = "du"

_current = LANGUAGES[0]
_instead: ContextVar[str] = ContextVar("instead", default="")


@cache
def _catalogue(code: str) -> NullTranslations:
    return translation(DOMAIN, LOCALES, languages=[code], fallback=True)


def set_language(code: str) -> None:
    """Choose the language of everything drawn from here on.

    Raises:
        ValueError: ``code`` is not one of :data:`LANGUAGES`.
    """
    global _current  # noqa: PLW0603 - one process speaks to one reader
    if code not in LANGUAGES:
        raise ValueError(f"no catalogue for {code!r}")
    _current = code


def language() -> str:
    """The language in use, one of :data:`LANGUAGES`."""
    return _instead.get() or _current


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak another language for as long as this lasts, to whoever is spoken to here.

    A thread or a task of its own may so word a paper in the participant's language while the
    screen goes on in the caseworker's.

    Args:
        code: one of :data:`LANGUAGES`; "" for the one in use.
    """
    before = _instead.set(code)
    try:
        yield
    finally:
        _instead.reset(before)


def _(message: str) -> str:
    """The message in the reader's language."""
    return _catalogue(language()).gettext(message)


def n_(singular: str, plural: str, n: int) -> str:
    """The form of the message that fits ``n``."""
    return _catalogue(language()).ngettext(singular, plural, n)


def du(message: str) -> str:
    """A message the participant reads."""
    return _catalogue(language()).pgettext(DU_CONTEXT, message)


def ndu(singular: str, plural: str, n: int) -> str:
    """The form of a message the participant reads that fits ``n``."""
    return _catalogue(language()).npgettext(DU_CONTEXT, singular, plural, n)


@dataclass(frozen=True, slots=True)
class Lazy:
    """A constant in the source language; ``str()`` of it is in the reader's."""

    message: str
    participant_facing: bool = False

    def __str__(self) -> str:
        if not self.message:
            return ""  # gettext would answer with the catalogue's header
        return du(self.message) if self.participant_facing else _(self.message)


NO_WORDS: Final = Lazy("")
"""For a constant that says nothing."""


def N_(message: str) -> Lazy:  # noqa: N802 - gettext's name for it
    """Mark a constant for translation."""
    return Lazy(message)


def Ndu(message: str) -> Lazy:  # noqa: N802
    """Mark a constant that the participant reads."""
    return Lazy(message, participant_facing=True)
