"""Pseudonyms: the same at every desk of an organisation, and nothing without its key."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from dirigo_tui.domain.pseudonyms import KEY_BYTES, fingerprint, pseudonym, token

KEYS = st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES)
REFERENCES = st.text(min_size=1, max_size=20)
KEY = bytes(range(KEY_BYTES))


def test_it_is_what_the_page_says() -> None:
    by_hand = hmac.new(KEY, "dirigo\x1fperson\x1fSÖ-10001".encode(), hashlib.sha256).hexdigest()
    assert pseudonym(KEY, "SÖ-10001") == by_hand[:32]


@given(KEYS, REFERENCES)
def test_desks_with_the_same_key_agree(key: bytes, reference: str) -> None:
    assert pseudonym(key, reference) == pseudonym(bytes(key), reference)
    assert re.fullmatch("[0-9a-f]{32}", pseudonym(key, reference))


@given(st.text("ABCÅÄÖabcåäö0123456789-", min_size=1, max_size=20))
def test_the_unicode_form_makes_no_difference(reference: str) -> None:
    forms = [unicodedata.normalize(form, reference) for form in ("NFC", "NFD")]
    assert len({pseudonym(KEY, form) for form in forms}) == 1


@given(KEYS, KEYS, REFERENCES)
def test_another_key_gives_another_pseudonym(one: bytes, other: bytes, reference: str) -> None:
    same = pseudonym(one, reference) == pseudonym(other, reference)
    assert same is (one == other)


def test_nobody_shares_a_pseudonym() -> None:
    made = {pseudonym(KEY, f"SÖ-{number:05}") for number in range(20_000)}
    assert len(made) == 20_000


def test_a_pseudonym_needs_the_key_and_not_only_the_reference() -> None:
    # What somebody without the key could try: plain hashes of the reference.
    guesses = {
        hashlib.new(name, text.encode()).hexdigest()[:32]
        for name in ("md5", "sha1", "sha256")
        for text in ("R1", "dirigo\x1fperson\x1fR1")
    }
    assert pseudonym(KEY, "R1") not in guesses


def test_signs_of_one_person_have_nothing_in_common() -> None:
    name = pseudonym(KEY, "R1")
    signs = {token(name, "started"), token(name, "ended"), token(name, "started", "x"), name}
    assert len(signs) == 4
    assert token(name, "started") == token(name, "started")


def test_a_fingerprint_names_a_key_without_telling_it() -> None:
    assert fingerprint(KEY) == fingerprint(KEY)
    assert fingerprint(KEY) != fingerprint(bytes(KEY_BYTES))
    assert re.fullmatch("[0-9a-f]{16}", fingerprint(KEY))
    assert fingerprint(KEY) not in KEY.hex()
