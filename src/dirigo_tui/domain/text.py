"""Text as it comes in, goes out, is searched and is sorted.

What people paste may hold characters that steer a terminal or turn a line around. :func:`clean`
takes them away on the way in, :func:`visible` shows what is left of them on the way out.
"""

from __future__ import annotations

import re
import unicodedata

_HIDDEN = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0 with ESC, DEL and C1
    "\xad\u061c\u180e\u200b\u200e\u200f"  # soft hyphen, marks of direction, zero-width space
    "\u2028-\u202e\u2060-\u206f"  # separators, overrides, isolates, invisible operators
    "\ufeff\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # BOM, annotations, formats
    "\U000e0000-\U000e007f"  # tags: invisible ASCII
    "\ud800-\udfff"  # lone surrogates, which no file can hold
    "]"
)
"""Every character without a shape of its own, except the two joiners."""

_JOINER = "\u200c\u200d"
_BEYOND_LATIN = f"[^\x00-\u036f{_JOINER}]"
_STRAY_JOINER = re.compile(f"(?<!{_BEYOND_LATIN})[{_JOINER}]|[{_JOINER}](?!{_BEYOND_LATIN})")
"""A joiner that joins nothing: Arabic, Indic scripts and emoji need them, Latin text does not."""

_MARKS = re.compile("(?<!a)\u030a|(?<![ao])\u0308|[\u0300-\u0307\u0309\u030b-\u036f]")
"""Diacritics, but not the ring and dots that make å, ä and ö letters of their own."""

_FOLDED_LETTERS = str.maketrans(
    {"æ": "ä", "ø": "ö", "œ": "ö", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i"}
)
_AFTER_Z = str.maketrans({"å": "{", "ä": "|", "ö": "}"})
"""The three characters after z in ASCII, so that å, ä, ö compare last and in that order."""


def clean(text: str, *, multiline: bool = False) -> str:
    """Text fit to store: NFC, nothing invisible in it, no blanks around it.

    A single line has each run of white space as one blank. With ``multiline`` the line breaks stay
    (as ``"\\n"``), and so do the blanks inside a line.
    """
    lines = text.splitlines()
    if not multiline:
        return " ".join(_without_hidden(" ".join(lines).replace("\t", " ")).split())
    kept = [_without_hidden(line.replace("\t", " ")).rstrip() for line in lines]
    return "\n".join(kept).strip()


def _without_hidden(line: str) -> str:
    if line.isascii() and line.isprintable():
        return line
    composed = unicodedata.normalize("NFC", _HIDDEN.sub("", line))
    return unicodedata.normalize("NFC", _STRAY_JOINER.sub("", composed))


def visible(text: str, *, multiline: bool = False) -> str:
    """Text fit for a terminal: each hidden character becomes one that can be seen.

    Control characters become their pictures (ESC is ␛), the rest U+FFFD. Line breaks stay only with
    ``multiline``.
    """
    if text.isprintable():
        return text
    if multiline:
        return "\n".join(_HIDDEN.sub(_picture, line) for line in text.split("\n"))
    return _HIDDEN.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def fold(text: str) -> str:
    """Text for searching: case and accents are gone, but å, ä and ö stay letters of their own.

    Search text and query folded alike can be compared character by character: ``André`` is found by
    ``andre``, ``Åsa`` is not found by ``asa``.
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFC", text).casefold()
    bare = _MARKS.sub("", unicodedata.normalize("NFD", folded))
    return unicodedata.normalize("NFC", bare).translate(_FOLDED_LETTERS)


def sort_key(text: str) -> str:
    """A key that plain string comparison, also SQLite's, puts in Swedish alphabetical order.

    Å, ä and ö come last; v and w are different letters; ü goes with y; case and other accents make
    no difference. Names with equal keys need another column to break the tie.
    """
    return fold(unicodedata.normalize("NFC", text).casefold().replace("ü", "y")).translate(_AFTER_Z)
