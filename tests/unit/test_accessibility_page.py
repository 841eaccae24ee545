"""The figures on the page about accessibility are those that are computed."""

import re
from pathlib import Path

from dirigo_tui.i18n.checking import participant_texts
from dirigo_tui.i18n.readability import LIX_BOUND, lix

ROOT = Path(__file__).parents[2]


def test_how_hard_the_participants_texts_are() -> None:
    said = " ".join((ROOT / "docs" / "accessibility.md").read_text("utf-8").split())
    found = re.search(r"\(LIX\) is (\d+), and may be (\d+) at most", said)
    assert found is not None
    texts = participant_texts(ROOT / "src" / "dirigo_tui")
    assert [int(figure) for figure in found.groups()] == [round(lix(texts)), LIX_BOUND]
