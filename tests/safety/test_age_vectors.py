"""Every vector of the public age test kit through ``receive``, which may take none of them in."""

from __future__ import annotations

from pathlib import Path

import pytest
from age_vectors import CODES, KIT, vectors
from desks import open_desk
from trials import Trials

from dirigo_tui.domain.errors import Refused
from dirigo_tui.i18n.errors import sentence
from dirigo_tui.services.handover import Receive, receive

pytestmark = pytest.mark.skipif(not KIT.is_file(), reason="no ../shared/age-testkit.tar.gz here")

APPLICABLE, POST_QUANTUM = 124, 19
STRIDE = 47
"""From one trial's vector to the next one's: a few of them are of every sort."""


def test_vectors(tmp_path: Path, trials: Trials) -> None:
    desk = open_desk(tmp_path)
    kit = vectors()
    applicable = [vector for vector in kit if not vector.post_quantum]
    newer = [vector for vector in kit if vector.post_quantum]
    assert (len(applicable), len(newer)) == (APPLICABLE, POST_QUANTUM)

    def code(number: int) -> str:
        vector = (applicable + newer)[number]
        path = tmp_path / "in.age"
        path.write_bytes(vector.sealed)
        order = Receive(path=path, identities=vector.identities, passphrase=vector.passphrase)
        with pytest.raises(Refused) as refused:
            receive(desk, order)
        assert sentence(refused.value)
        return refused.value.code

    def verdict(number: int) -> None:
        place = number * STRIDE % APPLICABLE
        expect = applicable[place].expect
        # It opens, and what is inside is no document of ours.
        right = {"container_content_invalid"} if expect == "success" else CODES[expect]
        assert code(place) in right

    def told_newer(number: int) -> None:
        assert code(APPLICABLE + number) == "container_post_quantum"

    trials.run("age vectors: the verdict of the kit", verdict, quick=30, full=APPLICABLE)
    trials.run("age vectors, post-quantum: told so", told_newer, quick=5, full=POST_QUANTUM)
    desk.close()
