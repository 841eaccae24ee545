"""Between the two answers *how often* and *how many times*, and the RRULE of an activity."""

from __future__ import annotations


def rule(repeats: str, times: int | None) -> str:
    """The RFC 5545 rule; "" for something that happens once.

    Args:
        repeats: a value of ``definitions.REPEATS``.
        times: how many times in all, or None for until further notice.
    """
    if not repeats or times is None:
        return repeats
    return f"{repeats};COUNT={times}"


def split(rule: str) -> tuple[str, int | None]:
    """The two answers a rule of ours came from; a foreign part of a rule stays in the first."""
    parts = [part for part in rule.split(";") if part]
    counts = [part for part in parts if part.startswith("COUNT=")]
    rest = ";".join(part for part in parts if part not in counts)
    return rest, int(counts[0].removeprefix("COUNT=")) if counts else None
