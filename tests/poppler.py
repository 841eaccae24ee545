"""Reading PDF files back with another program's eyes: poppler's."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler-utils is not installed"
)


def _run(*arguments: str | Path) -> str:
    done = subprocess.run(arguments, capture_output=True, check=True, timeout=30)
    return done.stdout.decode("utf-8", errors="replace")


def pdf_text(path: Path, *, as_written: bool = False) -> str:
    """The text in the order it seems to be read in, or in that of the file itself."""
    order = ["-raw"] if as_written else []
    return _run("pdftotext", *order, "-enc", "UTF-8", path, "-")


def pdf_info(path: Path) -> dict[str, str]:
    """What ``pdfinfo`` says, by its own labels."""
    lines = (line.partition(":") for line in _run("pdfinfo", path).splitlines())
    return {label: value.strip() for label, _colon, value in lines}


def pdf_tags(path: Path) -> list[str]:
    """The structure elements in order, e.g. ``H1``, ``Table``, ``TR``, ``TH``."""
    lines = _run("pdfinfo", "-struct", path).splitlines()
    return [line.split()[0].rstrip(":") for line in lines if line.strip()]


def one_line(text: str) -> str:
    """The text with every run of white space as one blank: where lines end is layout."""
    return " ".join(text.split())
