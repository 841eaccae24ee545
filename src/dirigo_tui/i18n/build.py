"""Extract, update and compile the catalogues: ``python -m dirigo_tui.i18n.build``.

A development-time tool: it needs Babel and the source tree. The result depends on the sources alone
(no dates, no line numbers), so that running it twice changes nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from dirigo_tui.i18n.catalogue import DOMAIN, DU_CONTEXT, LANGUAGES, LOCALES

SOURCE = Path(__file__).parents[1]

_KEYWORDS = {
    "_": None,
    "N_": None,
    "n_": (1, 2),
    "du": None,
    "Ndu": None,
    "ndu": (1, 2),
}
_DU_KEYWORDS = frozenset({"du", "Ndu", "ndu"})
_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
_VOLATILE_HEADERS = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By')

Marked = tuple[str, str | tuple[str, ...], str | None]


def messages(source: Path = SOURCE) -> Iterator[Marked]:
    """Every marked message below a folder: its file, its id (or two ids) and its context."""
    for path in sorted(source.rglob("*.py")):
        with path.open("rb") as file:
            for _line, keyword, found, _comments in extract_python(file, _KEYWORDS, (), {}):
                ids: Sequence[object] = found if isinstance(found, list | tuple) else (found,)
                texts = tuple(text for text in ids[:2] if isinstance(text, str))
                plural = keyword in ("n_", "ndu")
                if len(texts) < (2 if plural else 1) or not texts[0]:
                    continue
                context = DU_CONTEXT if keyword in _DU_KEYWORDS else None
                name = path.relative_to(source).as_posix()
                yield name, texts if plural else texts[0], context


def template(source: Path = SOURCE) -> Catalog:
    """The catalogue of everything to be translated."""
    catalog = Catalog(domain=DOMAIN, charset="utf-8")
    for name, ids, context in messages(source):
        catalog.add(ids, locations=[(name, 0)], context=context)
    return catalog


def po_path(code: str, locales: Path = LOCALES) -> Path:
    """Where the editable catalogue of a language stands."""
    return locales / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def update(code: str, from_template: Catalog, locales: Path = LOCALES) -> Catalog:
    """Bring one language's .po file up to date and compile it; the resulting catalogue.

    Translations are kept, messages no longer in the sources are dropped, and nothing is guessed.
    """
    path = po_path(code, locales)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=code, domain=DOMAIN)
    else:
        catalog = Catalog(locale=code, domain=DOMAIN, charset="utf-8")
    catalog.update(from_template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    _set_header(catalog)

    text = BytesIO()
    write_po(text, catalog, width=100, sort_output=True, include_lineno=False)
    stable = [
        line for line in text.getvalue().splitlines(True) if not line.startswith(_VOLATILE_HEADERS)
    ]
    path.write_bytes(b"".join(stable))
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)
    return catalog


def _set_header(catalog: Catalog) -> None:
    catalog.header_comment = "# Messages of dirigo-tui; Swedish is the source language."
    catalog.project, catalog.version = "dirigo-tui", ""
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = ""
    catalog.fuzzy = False
    catalog.creation_date = catalog.revision_date = _NO_DATE


def untranslated(catalog: Catalog) -> list[str]:
    """The message ids without a translation."""

    def forms(message: Message) -> Sequence[str | None]:
        return [message.string] if isinstance(message.string, str) else list(message.string or [""])

    return [str(entry.id) for entry in catalog if entry.id and not all(forms(entry))]


def main() -> int:
    """Update every language and say how much of each is left to translate."""
    source = template()
    for code in LANGUAGES:
        catalog = update(code, source)
        left = 0 if code == LANGUAGES[0] else len(untranslated(catalog))
        sys.stdout.write(f"{code}: {len(catalog)} messages, {left} untranslated\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
