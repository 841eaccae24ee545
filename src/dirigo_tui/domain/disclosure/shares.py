"""Which shares may stand beside their counts (DOMAIN.md §9.3)."""

from __future__ import annotations


def may_show_share(part: int, whole: int, threshold: int) -> bool:
    """Whether a share of a whole may be printed where both counts are.

    0 % and 100 % of few people say something of every one of them.
    """
    if whole < threshold or any(0 < count < threshold for count in (part, whole - part)):
        return False
    return 0 < part < whole or whole >= 2 * threshold
