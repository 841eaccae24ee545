"""Rows that somebody else wrote are read exactly or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dirigo_tui.domain.foreign import content_digest, decode
from dirigo_tui.domain.records import Note, Participant, Rating, to_plain
from dirigo_tui.domain.vocabulary import NoteKind, Rater
from dirigo_tui.services.practice.cohort import cohort

STAMP: dict[str, Any] = {
    "id": "a" * 32,
    "participant_id": "b" * 32,
    "recorded_at": datetime(2026, 11, 1, 12, 30, 15, 250000, tzinfo=UTC),
}
NOTE = Note(**STAMP, on=date(2026, 11, 1), kind=NoteKind.PHONE, text="Hej\n[/] då")


def test_what_this_program_wrote_is_read_as_it_was() -> None:
    for file in cohort(12, seed=5, today=date(2026, 11, 21)):
        for record in file:
            assert decode(type(record), to_plain(record)) == record


values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.floats(allow_nan=False),
    st.text("aå-2 \n", max_size=5),
    st.lists(st.integers(), max_size=1),
    st.sampled_from(["2026-11-01", "2026-11-01T12:00:00.000Z", "a" * 32, "phone"]),
)


@given(field=st.sampled_from(sorted(to_plain(NOTE))), value=values)
def test_whatever_is_read_is_what_would_be_written(field: str, value: Any) -> None:
    row = {**to_plain(NOTE), field: value}
    try:
        record = decode(Note, row)
    except ValueError:
        return
    written = to_plain(record)
    assert {**written, "text": ""} == {**row, "text": ""}
    assert {name: type(value) for name, value in written.items()} == {
        name: type(value) for name, value in row.items()
    }


@pytest.mark.parametrize("row", [None, [], "x", {}, {"id": "a" * 32}])
def test_what_is_no_row(row: object) -> None:
    with pytest.raises(ValueError, match="fields"):
        decode(Note, row)


def test_codes_days_and_numbers_become_what_they_are() -> None:
    rating = Rating(**STAMP, occasion_id="c" * 32, template="was", template_version=1, item="was",
                    on=date(2026, 1, 1), value=3, rater=Rater.CASEWORKER)  # fmt: skip
    read = decode(Rating, to_plain(rating))
    assert (read.rater, read.value, read.on) == (Rater.CASEWORKER, 3, date(2026, 1, 1))
    assert type(decode(Participant, PLAIN_PERSON).no_sgi) is bool


PLAIN_PERSON = to_plain(
    Participant(id="b" * 32, reference="R1", recorded_at=STAMP["recorded_at"], no_sgi=True)
)


def test_characters_that_steer_a_terminal_are_taken_out() -> None:
    assert decode(Note, {**to_plain(NOTE), "text": "a\x1b[31m\nb"}).text == "a[31m\nb"


def test_a_digest_is_of_the_content_and_not_of_the_version() -> None:
    image = to_plain(NOTE)
    assert content_digest({**image, "version": 9}) == content_digest(image)
    assert content_digest({**image, "text": "Hej"}) != content_digest(image)
    assert content_digest(dict(reversed(image.items()))) == content_digest(image)
    assert len(content_digest(image)) == 32
