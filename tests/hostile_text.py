"""Texts that have broken terminal programs: markup, escape sequences, direction, length."""

HOSTILE = (
    "[/]",
    "[red]x",
    "[@click=app.leave]klicka[/]",
    "[trött]",
    "\\[",
    "$bad {name} %s",
    "=1+1",
    "\x1b[31mröd\x1b[0m",
    "\x1b]52;c;aGVq\x07",
    "\x9b2J",
    "a\x07b\x00c",
    "\u202eabc\u202c",
    "abc\u2066def",
    "två\nrader\toch\rtecken",
    "a\u030a a\u0308 o\u0308",
    "👩‍👩‍👧‍👦 familj",
    "漢字",
    "x" * 300,
)

FORBIDDEN_ON_SCREEN = frozenset(
    [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]
    + list("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
"""What may never stand in a cell: controls and direction marks reach the terminal as they are."""
