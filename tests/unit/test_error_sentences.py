"""Every refusal in the source has a sentence, and the sentence asks for nothing it is not given."""

import ast
import string
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import dirigo_tui
from dirigo_tui import safe_files
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import TargetGroup
from dirigo_tui.i18n.errors import SENTENCES, sentence
from dirigo_tui.store import connection

SOURCE = Path(dirigo_tui.__file__).parent


def refusals() -> Iterator[tuple[str, str, frozenset[str] | None]]:
    """Place, code and parameter names of each ``Refused("code", …)``; None for ``**params``."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused"):
                continue
            names = [keyword.arg for keyword in node.keywords]
            given = None if None in names else frozenset(name for name in names if name)
            for part in ast.walk(node.args[0]) if node.args else ():
                code = isinstance(part, ast.Constant) and isinstance(part.value, str)
                if code and not part.value.endswith("_"):  # a prefix the code compares with
                    yield f"{path.relative_to(SOURCE)}:{node.lineno}", part.value, given


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _spec, _conv in string.Formatter().parse(text) if name}


def test_every_refusal_has_its_sentence() -> None:
    missing = sorted(
        {f"{code} ({place})" for place, code, _given in refusals() if code not in SENTENCES}
    )
    assert not missing


def test_what_disk_and_database_say_has_its_sentence() -> None:
    assert {*safe_files._REASONS.values(), *connection._CODES.values()} <= SENTENCES.keys()


def test_no_sentence_asks_for_what_is_not_given() -> None:
    wrong = []
    for place, code, given in refusals():
        if code in SENTENCES and given is not None:
            wrong += [
                f"{place}: {code} lacks {name}"
                for name in placeholders(SENTENCES[code].message) - given
            ]
    assert not wrong


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_a_sentence(code: str) -> None:
    text = SENTENCES[code].message
    assert text[0].isupper() or text[0] in "”{"
    assert text.endswith((".", "?"))
    assert "!" not in text


def test_parameters_are_put_into_words() -> None:
    refused = Refused("weekday_differs", text="måndag 24/11", day=date(2026, 11, 24))
    assert "tisdag 24 november 2026" in sentence(refused)
    assert "sjukskriven" in sentence(Refused("choice_unknown", text=TargetGroup.SICK_LEAVE))


def test_braces_in_user_text_are_only_text() -> None:
    assert "{low}" in sentence(Refused("number_expected", text="{low}", low=0, high=10))


def test_an_unknown_code_still_says_that_nothing_changed() -> None:
    assert sentence(Refused("no_such_code_anywhere")) == (
        "Det gick inte (no_such_code_anywhere). Inget har ändrats."
    )


def test_a_missing_parameter_hides_nothing() -> None:
    assert "…" in sentence(Refused("no_such_day"))
