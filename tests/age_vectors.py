"""The vectors of the public age test kit (C2SP/CCTV)."""

from __future__ import annotations

import tarfile
import zlib
from dataclasses import dataclass
from pathlib import Path

KIT = Path(__file__).parents[2] / "shared" / "age-testkit.tar.gz"

# What each verdict of the kit may be called here.
CODES = {
    "armor failure": {"container_damaged", "container_not_age"},
    "header failure": {
        "container_damaged",
        "container_not_age",
        "container_newer",
        "container_too_demanding",
    },
    "HMAC failure": {"container_damaged"},
    "payload failure": {"container_damaged"},
    "no match": {"container_wrong_key", "container_wrong_passphrase", "container_needs_identity"},
}


@dataclass(frozen=True)
class Vector:
    """A container and what is to come of it."""

    name: str
    expect: str
    payload: str
    identities: list[str]
    passphrase: str
    sealed: bytes

    @property
    def post_quantum(self) -> bool:
        return any("-PQ-" in identity for identity in self.identities)


def read_vector(name: str, text: bytes) -> Vector:
    head, _, sealed = text.partition(b"\n\n")
    lines = [line.partition(": ") for line in head.decode("ascii").splitlines()]

    def values(key: str) -> list[str]:
        return [value for name, _, value in lines if name == key]

    return Vector(
        name=name,
        expect=values("expect")[0],
        payload="".join(values("payload")),
        identities=values("identity"),
        passphrase="".join(values("passphrase")[:1]),
        sealed=zlib.decompress(sealed) if values("compressed") else sealed,
    )


def vectors() -> list[Vector]:
    """All of them, by name."""
    with tarfile.open(KIT) as kit:
        files = [(member, kit.extractfile(member)) for member in kit.getmembers()]
        found = [
            read_vector(member.name.rpartition("/")[2], file.read())
            for member, file in files
            if file
        ]
    return sorted(found, key=lambda vector: vector.name)
