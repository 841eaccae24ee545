"""Every text a person reads goes through the catalogue, in a way that extraction sees."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import dirigo_tui
from dirigo_tui.i18n.build import KEYWORDS

PACKAGE = Path(dirigo_tui.__file__).parent
SPEAKING = ("tui", "cli", "forms")
"""The packages that show text of their own."""

DATA = {
    "cli/commands/doctor.py": {"Å ä ö"},
    "forms/definitions.py": {"Försäkringskassan", "Arbetsförmedlingen", "vården"},
    "forms/weekdays.py": {"^(?:på|on|varje|every) "},
}
"""Swedish that is not to be translated: names of authorities, a stored value, what is read, and
letters to be set."""


def _marks(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS
    )


def not_extracted(source: str) -> list[int]:
    """Lines of calls whose message extraction misses: inside an f-string, or not a literal."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            lines += [inner.lineno for inner in ast.walk(node) if _marks(inner)]  # type: ignore[attr-defined]
        if _marks(node):
            assert isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            ids = node.args[: len(KEYWORDS[node.func.id] or (1,))]
            if not all(isinstance(text, ast.Constant) and text.value for text in ids):
                lines.append(node.lineno)
    return lines


def unmarked_swedish(source: str) -> Iterator[str]:
    """Literals with å, ä or ö that stand outside every catalogue call and are no docstring."""
    tree = ast.parse(source)
    allowed: set[ast.AST] = set()
    for node in ast.walk(tree):
        if _marks(node):
            allowed.update(ast.walk(node))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            allowed.add(node.value)
    for node in ast.walk(tree):
        if node in allowed or not isinstance(node, ast.Constant):
            continue
        if isinstance(node.value, str) and re.search("[åäöÅÄÖ]", node.value):
            yield node.value


def sources(*folders: str) -> Iterator[tuple[str, str]]:
    for folder in folders:
        for path in sorted((PACKAGE / folder).rglob("*.py")):
            yield path.relative_to(PACKAGE).as_posix(), path.read_text("utf-8")


def test_calls_that_extraction_misses_are_seen() -> None:
    assert not_extracted("""f"{_('Spara')}: {text}" """) == [1]
    assert not_extracted("_(text)\ndu(f'{n} mål')\nn_('{n} dag', plural, n)") == [1, 2, 3]
    assert not_extracted("_('Spara').format(n=f'{n}'); n_('{n} dag', '{n} dagar', n)") == []


def test_swedish_outside_the_catalogue_is_seen() -> None:
    assert list(unmarked_swedish("show(f'{n} mål')")) == [" mål"]
    assert list(unmarked_swedish("'''Om mål.'''\nx = 1  # mål\n'''mål'''\n_('mål')")) == []


def test_every_marked_text_is_extracted() -> None:
    missed = {
        name: lines
        for name, source in sources(".")
        if name != "i18n/catalogue.py" and (lines := not_extracted(source))
    }
    assert missed == {}


def test_swedish_stands_in_the_catalogue() -> None:
    for name, source in sources(*SPEAKING):
        assert set(unmarked_swedish(source)) == DATA.get(name, set()), name
