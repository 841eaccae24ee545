"""What is wrong with the catalogues: gaps, leftovers, slips of translation, texts hard to read."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message

from dirigo_tui.i18n.build import Texts, forms, merge, messages, mo_bytes, po_bytes, po_path
from dirigo_tui.i18n.build import read as read_catalogue
from dirigo_tui.i18n.build import template as template_of
from dirigo_tui.i18n.catalogue import LANGUAGES, LOCALES
from dirigo_tui.i18n.readability import LIX_BOUND, lix, words_in

FAR_ABOVE: Final = 50
"""LIX of a single text that is too hard even if the whole set is easy."""

SHORTEST: Final = 5
"""Words; the LIX of a text with fewer says nothing."""

_PLACEHOLDER = re.compile(r"\{[a-z_]\w*[^{}]*\}|%\([a-z_]+\)s")
_OUTER_BLANKS = re.compile(r"^(\s*).*?(\s*)$", re.DOTALL)


def placeholders(text: str) -> frozenset[str]:
    """Every ``{…}`` and ``%(…)s`` that a value is put into."""
    return frozenset(_PLACEHOLDER.findall(text))


def slips(message: Message) -> Iterator[str]:
    """How a translation departs from what the program can fill in and puts side by side."""
    sources = [message.id] if isinstance(message.id, str) else list(message.id)
    every = frozenset().union(*map(placeholders, sources))
    needed = every.intersection(*map(placeholders, sources))
    blanks = {_OUTER_BLANKS.sub(r"\1|\2", source) for source in sources}
    for form in filter(None, forms(message)):
        if not needed <= placeholders(form) <= every:
            yield "placeholders differ"
        if _OUTER_BLANKS.sub(r"\1|\2", form) not in blanks:
            yield "blanks around it differ"


def problems(texts: Texts, code: str, locales: Path = LOCALES) -> Iterator[str]:
    """What is wrong with one catalogue, a line each."""
    path = po_path(code, locales, texts.domain)
    template = template_of(texts.source, texts.domain)
    catalog = read_catalogue(path, code)
    where = f"{texts.domain} {code}"

    for wanted in template:
        if not wanted.id:
            continue
        message = catalog.get(_key(wanted), wanted.context)
        if message is None or (code != texts.written_in and not all(forms(message))):
            yield f"{where}: missing: {_key(wanted)!r}"
        elif code == texts.written_in and any(forms(message)):
            yield f"{where}: the source has a translation: {_key(wanted)!r}"
        elif message.fuzzy:
            yield f"{where}: fuzzy: {_key(wanted)!r}"
        else:
            yield from (f"{where}: {slip}: {_key(wanted)!r}" for slip in slips(message))
    for message in [*catalog, *catalog.obsolete.values()]:
        if message.id and template.get(_key(message), message.context) is None:
            yield f"{where}: obsolete: {_key(message)!r}"
    yield from (f"{where}: stale: {name}" for name in _stale(path, catalog, template))


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _stale(path: Path, catalog: Catalog, template: Catalog) -> Iterator[str]:
    """The files that are not what building would write."""
    merge(catalog, template)
    for file, fresh in (
        (path, po_bytes(catalog)),
        (path.with_suffix(".mo"), mo_bytes(catalog)),
    ):
        if not file.exists() or file.read_bytes() != fresh:
            yield file.name


def participant_texts(source: Path) -> list[str]:
    """Every text marked as read by the participant, in the source language."""
    found: set[str] = set()
    for _name, ids, context in messages(source):
        if context:
            found.update([ids] if isinstance(ids, str) else ids)
    return sorted(found)


def hard_to_read(texts: Collection[str]) -> Iterator[str]:
    """What breaks the bound of DOMAIN.md §12: the set as a whole, or one text by far."""
    if lix(texts) > LIX_BOUND:
        yield f"LIX {lix(texts):.0f} is above {LIX_BOUND}"
    for text in texts:
        if words_in(text) >= SHORTEST and lix([text]) > FAR_ABOVE:
            yield f"LIX {lix([text]):.0f}: {text!r}"


def report(bodies: Sequence[Texts], locales: Path = LOCALES) -> int:
    """Say every problem and then one line of figures; 1 if there was a problem, else 0."""
    found = [
        problem
        for texts in bodies
        for code in texts.languages
        for problem in problems(texts, code, locales)
    ]
    own = next(texts for texts in bodies if texts.written_in == LANGUAGES[0])
    participant = participant_texts(own.source)
    found.extend(hard_to_read(participant))
    counts = ", ".join(
        f"{texts.domain} {code} {len(read_catalogue(po_path(code, locales, texts.domain), code))}"
        for texts in bodies
        for code in texts.languages
    )
    figures = f"LIX {lix(participant):.0f} of {len(participant)} participant-facing texts"
    lines = [*found, f"catalogues: {counts}; {len(found)} problems; {figures}"]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if found else 0
