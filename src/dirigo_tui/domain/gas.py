"""Goal Attainment Scaling: the T-score of a person's goals (DOMAIN.md §6).

The participant sees the levels in words; T is for cohort reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from dirigo_tui.domain.errors import Refused

LEVELS = range(-2, 3)
"""Agreed levels of attainment; 0 is what was expected."""

BASELINES = range(-2, 0)
"""Levels a goal may start from."""

_CORRELATION = 0.3
"""The correlation between goals that the published formula assumes."""


def check_baseline(level: int) -> None:
    """A goal starts below what is expected. Raises ``Refused("gas_baseline", low, high)``."""
    if level not in BASELINES:
        raise Refused("gas_baseline", low=BASELINES[0], high=BASELINES[-1])


def t_score(levels: Sequence[int], weights: Sequence[float] | None = None) -> float | None:
    """``T = 50 + 10·Σ(wᵢxᵢ) / sqrt(0.7·Σwᵢ² + 0.3·(Σwᵢ)²)``.

    Args:
        levels: the level reached, goal by goal.
        weights: as many, zero or more; None when all goals weigh the same.

    Returns:
        The unrounded score, or None without goals or when the weights add up to nothing.

    Raises:
        Refused: ``rating_out_of_range(low, high)`` for a level, ``gas_weight`` for one below 0.
        ValueError: there are not as many weights as levels.
    """
    if any(level not in LEVELS for level in levels):
        raise Refused("rating_out_of_range", low=LEVELS[0], high=LEVELS[-1])
    if weights is None:
        weights = [1.0] * len(levels)
    if any(weight < 0 for weight in weights):
        raise Refused("gas_weight")
    weighted = sum(weight * level for weight, level in zip(weights, levels, strict=True))
    total = sum(weights)
    if total == 0:
        return None
    squares = sum(weight * weight for weight in weights)
    spread = sqrt((1 - _CORRELATION) * squares + _CORRELATION * total * total)
    return 50 + 10 * weighted / spread
