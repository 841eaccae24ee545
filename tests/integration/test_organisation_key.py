"""The organisation's key: drawn once, handed on sealed, never written over by accident."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from cohort_people import people
from organisations import IDENTITY, RECIPIENT, Organisation, export, sealed, take_in

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import EnvelopeFormat
from dirigo_tui.exports import age_container
from dirigo_tui.services.cohort_files import all_desks, joined
from dirigo_tui.services.opening import Opening
from dirigo_tui.services.organisation_key import export_key, import_key, own_key

LATE = date(2014, 6, 30)


@pytest.fixture
def organisation(tmp_path: Path) -> Iterator[Organisation]:
    with Organisation(tmp_path) as organisation:
        yield organisation


def test_it_goes_from_desk_to_desk(organisation: Organisation) -> None:
    first, second = organisation.desk(), organisation.desk()
    assert first.read(own_key) == second.read(own_key)
    assert len(first.read(own_key)) == 32


def test_each_desk_would_draw_its_own(organisation: Organisation, tmp_path: Path) -> None:
    desks = [organisation.without_key() for _ in range(2)]
    for number, desk in enumerate(desks):
        assert export_key(desk, tmp_path / f"{number}", [RECIPIENT]).is_new
    assert desks[0].read(own_key) != desks[1].read(own_key)


def test_a_different_one_is_not_written_over(organisation: Organisation, tmp_path: Path) -> None:
    ours, theirs = organisation.without_key(), organisation.without_key()
    for name, desk in (("ours", ours), ("theirs", theirs)):
        export_key(desk, tmp_path / name, [RECIPIENT])
    opening = Opening(path=tmp_path / "theirs", identities=[IDENTITY])
    before = ours.read(own_key)
    with pytest.raises(Refused, match="organisation_key_differs"):
        import_key(ours, opening)
    assert ours.read(own_key) == before
    assert import_key(ours, opening, replace=True).is_new
    assert ours.read(own_key) == theirs.read(own_key)
    assert not import_key(ours, opening).is_new


def test_only_who_it_is_sealed_to_opens_it(organisation: Organisation, tmp_path: Path) -> None:
    desk = organisation.without_key()
    export_key(desk, tmp_path / "k", [RECIPIENT])
    assert desk.read(own_key).hex().encode() not in (tmp_path / "k").read_bytes()
    stranger, _recipient = age_container.new_identity()
    with pytest.raises(Refused, match="container_wrong_key"):
        import_key(desk, Opening(path=tmp_path / "k", identities=[stranger]))


def test_other_files_are_no_keys_and_keys_no_other_files(
    organisation: Organisation, tmp_path: Path
) -> None:
    desk = organisation.without_key()
    export_key(desk, tmp_path / "k", [RECIPIENT])
    with pytest.raises(Refused, match="container_kind"):
        take_in(desk, tmp_path / "k")
    with pytest.raises(Refused, match="container_kind"):
        import_key(desk, Opening(path=export(desk), identities=[IDENTITY]))


@pytest.mark.parametrize("key", ["", "00", "0" * 63, "G" * 64, "0" * 65, 7, None, ["0" * 64]])
def test_what_is_no_key_is_refused(organisation: Organisation, key: object) -> None:
    desk = organisation.without_key()
    path = sealed(desk, {"key": key}, EnvelopeFormat.ORGANISATION_KEY)
    with pytest.raises(Refused, match="container_content_invalid"):
        import_key(desk, Opening(path=path, identities=[IDENTITY]))
    assert desk.read(own_key) is None


def test_files_made_with_another_key_do_not_mix(organisation: Organisation, tmp_path: Path) -> None:
    ours = organisation.desk(*people(3, 1))
    strangers = organisation.without_key(*people(3, 2), named="Främlingar")
    with pytest.raises(Refused, match="cohort_key_differs"):
        take_in(ours, export(strangers))
    # Taken in before there was a key to compare with.
    supervisor = organisation.without_key()
    for desk in (ours, strangers):
        take_in(supervisor, export(desk))
    with pytest.raises(Refused, match="cohort_key_differs"):
        supervisor.read(all_desks, LATE)


def test_own_people_are_not_told_apart_without_the_key(organisation: Organisation) -> None:
    desk = organisation.desk(*people(5, 1))
    supervisor = organisation.without_key(*people(5, 2))
    take_in(supervisor, export(desk))
    with pytest.raises(Refused, match="organisation_key_missing"):
        supervisor.read(joined)
