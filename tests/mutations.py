"""Changing bytes and JSON at random, as damage and forgers do."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import Any

from hostile_text import HOSTILE

VALUES: list[Any] = [
    None, True, 0, -1, 10**400, 1e308, float("nan"), "", " ", "\x00", "9999-99-99", "0001-01-01",
    "x" * 70_000, [], {}, [[[[[[]]]]]], {"id": {}}, "f" * 32, *HOSTILE,
]  # fmt: skip


def changed_bytes(content: bytes, chance: Random) -> bytes:
    """The content with one to four changes: flipped, lost, repeated, cut off, moved."""
    found = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        if not found:
            break
        start = chance.randrange(len(found))
        end = min(len(found), start + chance.choice((1, 1, 2, 16, 200)))
        match chance.randrange(6):
            case 0:
                found[start] ^= 1 << chance.randrange(8)
            case 1:
                found[start] = chance.randrange(256)
            case 2:
                del found[start:end]
            case 3:
                found[start:start] = found[start:end]
            case 4:
                del found[start:]
            case 5:
                piece = found[start:end]
                del found[start:end]
                to = chance.randrange(len(found) + 1)
                found[to:to] = piece
    return bytes(found)


def changed_json(value: Any, chance: Random) -> Any:
    """The value with one node somewhere in it replaced, removed or doubled."""
    nodes: list[tuple[Any, Any]] = []

    def collect(node: Any) -> None:
        keys = list(node) if isinstance(node, dict) else range(len(node))
        for key in keys:
            nodes.append((node, key))
            if isinstance(node[key], dict | list):
                collect(node[key])

    collect(value)
    holder, key = chance.choice(nodes)
    match chance.randrange(5):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, list):
            holder.append(holder[key])
        case 1:
            holder[chance.choice(("okänt", "id", ""))] = holder[key]
        case 2:
            other, other_key = chance.choice(nodes)
            holder[key] = deepcopy(other[other_key])
        case _:
            holder[key] = chance.choice(VALUES)
    return value
