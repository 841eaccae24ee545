"""Every vector of the public age test kit (C2SP/CCTV): verdict and plaintext, checked apart."""

import hashlib
from collections import Counter

import pytest
from age_vectors import CODES, KIT, Vector
from age_vectors import vectors as all_vectors

from dirigo_tui.domain.errors import Refused
from dirigo_tui.exports.age_container import open_sealed

pytestmark = pytest.mark.skipif(not KIT.is_file(), reason="no ../shared/age-testkit.tar.gz here")


@pytest.fixture(scope="module")
def vectors() -> list[Vector]:
    return all_vectors()


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
