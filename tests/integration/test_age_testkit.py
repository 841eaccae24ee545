"""Every vector of the public age test kit (C2SP/CCTV): verdict and plaintext, checked apart."""

import hashlib
import tarfile
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from dirigo_tui.domain.errors import Refused
from dirigo_tui.exports.age_container import open_sealed

KIT = Path(__file__).parents[3] / "shared" / "age-testkit.tar.gz"

pytestmark = pytest.mark.skipif(not KIT.is_file(), reason="no ../shared/age-testkit.tar.gz here")

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


@pytest.fixture(scope="module")
def vectors() -> list[Vector]:
    with tarfile.open(KIT) as kit:
        return [
            read_vector(member.name.rpartition("/")[2], kit.extractfile(member).read())
            for member in sorted(kit.getmembers(), key=lambda member: member.name)
            if member.isfile()
        ]


def outcome(vector: Vector) -> tuple[str, bytes | None]:
    try:
        content = open_sealed(
            vector.sealed,
            identities=vector.identities,
            passphrase=vector.passphrase,
            inline=True,
        )
    except Refused as refused:
        return refused.code, None
    return "success", content


def test_every_vector(vectors: list[Vector]) -> None:
    counts: Counter[str] = Counter()
    wrong = []
    for vector in vectors:
        code, content = outcome(vector)
        if vector.post_quantum:
            counts["refused as post-quantum"] += 1
            right = code == "container_post_quantum"
        elif vector.expect == "success":
            counts["opened"] += 1
            right = code == "success"
            if content is not None:
                counts["right plaintext"] += hashlib.sha256(content).hexdigest() == vector.payload
        else:
            counts["refused"] += 1
            right = code in CODES[vector.expect]
        if not right:
            wrong.append((vector.name, vector.expect, code))
    print(f"age test kit: {len(vectors)} vectors, {dict(counts)}")
    assert wrong == []
    assert counts["right plaintext"] == counts["opened"]
    assert counts["opened"] + counts["refused"] == 124
    assert counts["refused as post-quantum"] == 19


def test_the_kit_s_plaintexts_are_not_one_and_the_same(vectors: list[Vector]) -> None:
    """Guards the hash check above against comparing nothing."""
    assert len({vector.payload for vector in vectors if vector.expect == "success"}) > 3
