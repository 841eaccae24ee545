"""What is about to be printed, and every relation between the numbers that a reader knows of."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)
Kind = TypeVar("Kind", bound=Hashable)
"""What is counted of people, for instance those who have ended."""
Place = TypeVar("Place", bound=Hashable)
"""Where a number stands, for instance women of all groups at one site."""


class Role(Enum):
    """What becomes of the counts of a kind."""

    PRINTED = auto()
    """They stand in the output, unless they are hidden."""
    DERIVED = auto()
    """Never printed, but a reader may subtract: a small one must not come out."""
    PRIVATE = auto()
    """Never printed, and none may come out; that there is nobody may (DOMAIN.md §9.8)."""
    ROOM = auto()
    """Never printed and no secret; a reader knows that they are not negative."""


@dataclass(frozen=True, slots=True)
class Sum(Generic[T]):
    """An additive line of places: the total is the sum of the parts, for every kind."""

    total: T
    parts: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Rest(Generic[T]):
    """A kind that is what a whole has besides some parts, in every place.

    Where it would be negative the parts are not parts, and nothing is concluded.
    """

    rest: T
    whole: T
    parts: tuple[T, ...]
    role: Role


@dataclass(frozen=True, slots=True)
class Tables(Generic[Kind, Place]):
    """Everything one output prints. A number that stands in several tables is one count.

    Attributes:
        kinds: all that is counted; each is printed.
        places: all places; the order breaks ties between equals.
        counts: of every kind in every place.
        sums: of places. Those that are the total of none are what the others are made of.
        rests: further kinds, by subtraction.
        private: places of people who count in totals only.
    """

    kinds: Sequence[Kind]
    places: Sequence[Place]
    counts: Mapping[tuple[Kind, Place], int]
    sums: Sequence[Sum[Place]]
    rests: Sequence[Rest[Kind]] = ()
    private: Collection[Place] = frozenset()
