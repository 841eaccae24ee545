"""Extract, update and compile the catalogues: ``python -m dirigo_tui.i18n.build [--check]``.

A development-time tool: it needs Babel and the source tree. The result depends on the sources alone
(no dates, no line numbers), so that running it twice changes nothing. ``--check`` writes nothing
and says what is not as it should be (``i18n/checking.py``).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from dirigo_tui.i18n.catalogue import CLICK_DOMAIN, DOMAIN, DU_CONTEXT, LANGUAGES, LOCALES

SOURCE = Path(__file__).parents[1]

KEYWORDS: Final = {
    "_": None,
    "N_": None,
    "n_": (1, 2),
    "ngettext": (1, 2),
    "du": None,
    "Ndu": None,
    "ndu": (1, 2),
}
"""The functions whose literal arguments are messages, as Babel wants them."""

_PLURAL_KEYWORDS = frozenset({"n_", "ngettext", "ndu"})
_DU_KEYWORDS = frozenset({"du", "Ndu", "ndu"})
_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
_VOLATILE_HEADERS = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By')

Marked = tuple[str, str | tuple[str, ...], str | None]


@dataclass(frozen=True, slots=True)
class Texts:
    """A body of source code whose messages make one catalogue per language."""

    domain: str
    source: Path
    written_in: str
    languages: tuple[str, ...]


def bodies() -> tuple[Texts, ...]:
    """Our own texts, and those of click: its help and its complaints are part of what we say."""
    spec = find_spec("click")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("click")
    return (
        Texts(DOMAIN, SOURCE, LANGUAGES[0], LANGUAGES),
        Texts(CLICK_DOMAIN, Path(spec.origin).parent, "en", ("sv",)),
    )


def messages(source: Path = SOURCE) -> Iterator[Marked]:
    """Every marked message below a folder: its file, its id (or two ids) and its context."""
    for path in sorted(source.rglob("*.py")):
        with path.open("rb") as file:
            for _line, keyword, found, _comments in extract_python(file, KEYWORDS, (), {}):
                ids: Sequence[object] = found if isinstance(found, list | tuple) else (found,)
                texts = tuple(text for text in ids[:2] if isinstance(text, str))
                plural = keyword in _PLURAL_KEYWORDS
                if len(texts) < (2 if plural else 1) or not texts[0]:
                    continue
                context = DU_CONTEXT if keyword in _DU_KEYWORDS else None
                name = path.relative_to(source).as_posix()
                yield name, texts if plural else texts[0], context


def template(source: Path = SOURCE, domain: str = DOMAIN) -> Catalog:
    """The catalogue of everything to be translated."""
    catalog = Catalog(domain=domain, charset="utf-8")
    for name, ids, context in messages(source):
        catalog.add(ids, locations=[(name, 0)], context=context)
    return catalog


def po_path(code: str, locales: Path = LOCALES, domain: str | None = DOMAIN) -> Path:
    """Where the editable catalogue of a language stands."""
    return locales / code / "LC_MESSAGES" / f"{domain}.po"


def read(path: Path, code: str) -> Catalog:
    """The catalogue in a .po file; an empty one if there is no file yet."""
    if not path.exists():
        return Catalog(locale=code, domain=path.stem, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=code, domain=path.stem)


def merge(catalog: Catalog, from_template: Catalog) -> None:
    """Take over the template's messages: translations are kept, the rest is dropped, no guesses."""
    catalog.update(from_template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.header_comment = "# Messages of dirigo-tui; Swedish is the source language."
    if catalog.domain == CLICK_DOMAIN:
        catalog.header_comment = "# What click says: its help and its complaints."
    catalog.project, catalog.version = "dirigo-tui", ""
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = ""
    catalog.fuzzy = False
    catalog.creation_date = catalog.revision_date = _NO_DATE


def po_bytes(catalog: Catalog) -> bytes:
    """The catalogue as its .po file is written."""
    text = BytesIO()
    write_po(text, catalog, width=100, sort_output=True, include_lineno=False)
    lines = text.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_VOLATILE_HEADERS))


def mo_bytes(catalog: Catalog) -> bytes:
    """The catalogue as its compiled .mo file is written."""
    compiled = BytesIO()
    write_mo(compiled, catalog)
    return compiled.getvalue()


def update(code: str, from_template: Catalog, locales: Path = LOCALES) -> Catalog:
    """Bring one language's .po file up to date and compile it; the resulting catalogue."""
    path = po_path(code, locales, from_template.domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog = read(path, code)
    merge(catalog, from_template)
    path.write_bytes(po_bytes(catalog))
    path.with_suffix(".mo").write_bytes(mo_bytes(catalog))
    return catalog


def forms(message: Message) -> tuple[str, ...]:
    """What a message is translated to: one text, or one per plural form; empty if it is not."""
    if isinstance(message.string, list | tuple):
        return tuple(form or "" for form in message.string)
    return (message.string or "",)


def untranslated(catalog: Catalog) -> list[str]:
    """The message ids without a translation."""
    return [str(entry.id) for entry in catalog if entry.id and not all(forms(entry))]


def main(arguments: Sequence[str] = ()) -> int:
    """Update every catalogue, or with ``--check`` only look; 1 if something is left to do."""
    if "--check" in arguments:
        from dirigo_tui.i18n.checking import report

        return report(bodies())
    for texts in bodies():
        source = template(texts.source, texts.domain)
        for code in texts.languages:
            catalog = update(code, source)
            left = 0 if code == texts.written_in else len(untranslated(catalog))
            said = f"{texts.domain} {code}: {len(catalog)} messages, {left} untranslated\n"
            sys.stdout.write(said)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
