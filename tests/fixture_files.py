"""The files in ``fixtures/`` and the script that makes them."""

from __future__ import annotations

import importlib.util
import json
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).parent.parent / "fixtures"


@cache
def generator() -> ModuleType:
    """``fixtures/make_workbook.py`` as a module."""
    sys.path.insert(0, str(FOLDER))
    try:
        spec = importlib.util.spec_from_file_location("make_workbook", FOLDER / "make_workbook.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(FOLDER))
    return module


def hostile_texts() -> dict[str, str]:
    """Text that has broken programs, by what it does."""
    listed = json.loads((FOLDER / "hostile_text.json").read_text(encoding="utf-8"))
    return {entry["kind"]: entry["text"] for entry in listed}
