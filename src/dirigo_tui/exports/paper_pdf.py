"""A paper as a tagged PDF, set by typst from ``typst/paper.typ``.

The text goes in as data and is never read as markup. Only the fonts beside this module are used,
so that a paper looks the same on every computer, and the same paper is the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dirigo_tui.domain.text import visible
from dirigo_tui.services.paper import Paper

if TYPE_CHECKING:
    from typst import Fonts

_HERE = Path(__file__).parent
_LAYOUT = _HERE / "typst" / "paper.typ"
_FONTS = _HERE / "fonts"
_MISSING_GLYPH = "could not be displayed with font"
"""What typst says of a character that no font has; PDF/UA-1 forbids it (clause 7.21.8)."""


def write(paper: Paper, *, large: bool) -> tuple[bytes, tuple[str, ...]]:
    """The PDF and its notices; see :class:`dirigo_tui.services.ports.Papers`."""
    import typst

    def compiled(standards: list[Any]) -> bytes:
        return typst.compile(
            _LAYOUT,
            root=_LAYOUT.parent,
            format="pdf",
            pdf_standards=standards,
            font_paths=_fonts(),
            sys_inputs={"paper": json.dumps(_plain(paper) | {"large": large}, ensure_ascii=False)},
            timestamp=datetime.combine(paper.day, time(), UTC),
        )

    try:
        return compiled(["ua-1"]), ()
    except typst.TypstError as error:
        # Its message quotes the text: it must not travel on.
        if _MISSING_GLYPH not in error.message:
            raise RuntimeError("the paper could not be set") from None
    return compiled([]), ("paper_characters_missing",)


@cache
def _fonts() -> Fonts:
    from typst import Fonts

    fonts = Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_FONTS)]
    )
    if not fonts.families():
        # typst would set an empty sheet without a word.
        raise RuntimeError("the fonts are missing")
    return fonts


def _plain(paper: Paper) -> dict[str, Any]:
    """The paper as JSON: each block with its kind, every string without control characters."""
    blocks = [{"kind": type(block).__name__.lower()} | asdict(block) for block in paper.blocks]
    plain = asdict(paper) | {"day": paper.day.isoformat(), "blocks": blocks}
    return {name: _shown(value) for name, value in plain.items()}


def _shown(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value, multiline=True)
    if isinstance(value, dict):
        return {name: _shown(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(each) for each in value]
    return value
