import subprocess
import unicodedata
from pathlib import Path

import pyrage
import pytest
import quick_age
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from dirigo_tui.domain.errors import Refused
from dirigo_tui.exports import age_container, age_helper
from dirigo_tui.exports.age_container import (
    AgeContainers,
    check_recipient,
    new_identity,
    open_sealed,
    parse_identity_file,
    recipient_of,
    seal,
)
from dirigo_tui.exports.age_header import armor, dearmor

# Fixed, since test names made of them have to be the same in every worker process.
IDENTITY = "AGE-SECRET-KEY-1XNGN8ZZJ76CXPL3A0ZHEJVHN3RZHGNG2JU4XZUTG5KL0RAQLUUASYQCNT6"
RECIPIENT = "age1kncd8u4yr9mhlnnlwsavq0nrtm73cyxrntuk6ldvey93dzrh9qrqjfkvmy"
OTHER_IDENTITY = "AGE-SECRET-KEY-156APV2R0967FAGEFJTNYVV6QHLTYQJYSX2XWAY59355RXGJDLZNQ89P75A"
OTHER_RECIPIENT = "age1yns0p27etjsq5vk8v5we6ntfcfkr8zpf62uvl3n5af052m3043nszsa70j"
POST_QUANTUM_IDENTITY = "AGE-SECRET-KEY-PQ-1" + "Q" * 58
CONTENT = "Åsa Öberg: jag vill börja läsa\n".encode() * 50


def code_of(call, *args: object, **kwargs: object) -> str:
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.code


def opening(sealed: bytes, **how: object) -> str:
    """The code with which opening is refused."""
    return code_of(open_sealed, sealed, inline=True, **how)


@pytest.fixture
def quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(age_helper, "seal_inline", quick_age.seal)


# Recipients


@pytest.mark.parametrize("armored", [False, True])
@pytest.mark.parametrize("content", [b"", b"x", CONTENT, bytes(70_000)])
def test_each_recipient_opens_it_alone(content: bytes, armored: bool) -> None:
    sealed = seal(content, recipients=[RECIPIENT, OTHER_RECIPIENT], armored=armored)
    assert open_sealed(sealed, identities=[IDENTITY]) == content
    assert open_sealed(sealed, identities=[OTHER_IDENTITY]) == content


def test_one_fitting_identity_among_several_is_enough() -> None:
    sealed = seal(CONTENT, recipients=[RECIPIENT])
    assert open_sealed(sealed, identities=[OTHER_IDENTITY, IDENTITY]) == CONTENT


def test_nothing_readable_is_in_it() -> None:
    sealed = seal(CONTENT, recipients=[RECIPIENT])
    assert b"berg" not in sealed
    assert RECIPIENT.encode() not in sealed
    assert sealed != seal(CONTENT, recipients=[RECIPIENT])


def test_a_recipient_named_twice_counts_once() -> None:
    sealed = seal(b"x", recipients=[RECIPIENT, f" {RECIPIENT.upper()}\n"])
    assert sealed.count(b"-> X25519 ") == 1


def test_an_identity_tells_its_recipient() -> None:
    assert recipient_of(f" {IDENTITY}\n") == RECIPIENT
    assert code_of(recipient_of, "AGE-SECRET-KEY-1QQ") == "identity_invalid"
    assert code_of(recipient_of, "\udcff") == "identity_invalid"


def test_new_identities_differ() -> None:
    assert len({new_identity()[0] for _ in range(20)}) == 20


def test_a_recipient_is_kept_in_one_form() -> None:
    assert check_recipient(f"\t{RECIPIENT.upper()} ") == RECIPIENT


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "recipient_missing"),
        (" \n", "recipient_missing"),
        (IDENTITY, "recipient_is_secret_key"),
        (IDENTITY.lower(), "recipient_is_secret_key"),
        (IDENTITY[1:], "recipient_is_secret_key"),
        (POST_QUANTUM_IDENTITY, "recipient_is_secret_key"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nabc", "recipient_is_secret_key"),
        ("age1pq1" + "q" * 50, "recipient_post_quantum"),
        ("AGE1PQ1" + "Q" * 50, "recipient_post_quantum"),
        (RECIPIENT[:-1], "recipient_invalid"),
        (RECIPIENT[:-1] + ("q" if RECIPIENT[-1] != "q" else "p"), "recipient_invalid"),
        ("age1yubikey1" + "q" * 40, "recipient_invalid"),
        ("ssh-ed25519 AAAA", "recipient_invalid"),
        ("handläggare@example.se", "recipient_invalid"),
        ("\udcff", "recipient_invalid"),
    ],
)
def test_what_is_no_recipient(text: str, code: str) -> None:
    assert code_of(check_recipient, text) == code
    assert code_of(seal, b"x", recipients=[RECIPIENT, text]) == code


def test_a_secret_key_given_as_recipient_is_not_repeated() -> None:
    with pytest.raises(Refused) as caught:
        check_recipient(IDENTITY)
    assert caught.value.params == {}


def test_an_invalid_recipient_is_named() -> None:
    with pytest.raises(Refused) as caught:
        seal(b"x", recipients=[RECIPIENT, " age1fel "])
    assert caught.value.params == {"recipient": "age1fel"}


def test_ssh_keys_work_as_in_age() -> None:
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()).decode()
    public = key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    assert check_recipient(f"{public} åsa@dator\n") == public
    sealed = seal(CONTENT, recipients=[public])
    assert open_sealed(sealed, identities=parse_identity_file(private)) == CONTENT
    assert opening(sealed, identities=[IDENTITY]) == "container_wrong_key"
    assert opening(sealed, identities=[private[:90]]) == "identity_invalid"


# Identity files


def test_an_identity_file_as_age_keygen_writes_it() -> None:
    text = f"# created: 2026-11-21T10:00:00Z\r\n# public key: {RECIPIENT}\r\n{IDENTITY}\r\n"
    assert parse_identity_file(text) == [IDENTITY]
    assert parse_identity_file("\ufeff" + text) == [IDENTITY]


def test_an_identity_file_with_several_keys() -> None:
    text = f"\n  {IDENTITY}  \n\n# gammal\n{OTHER_IDENTITY}"
    assert parse_identity_file(text) == [IDENTITY, OTHER_IDENTITY]


@pytest.mark.parametrize("text", ["", "\n\n", "# bara en kommentar\n"])
def test_an_identity_file_without_a_key(text: str) -> None:
    assert code_of(parse_identity_file, text) == "identity_missing"


def test_a_line_that_is_no_key_is_pointed_out_without_repeating_it() -> None:
    with pytest.raises(Refused) as caught:
        parse_identity_file(f"# nyckel\n{IDENTITY}\n{RECIPIENT}\n")
    assert caught.value.code == "identity_invalid"
    assert caught.value.params == {"line": 3}


def test_an_identity_with_a_typing_error() -> None:
    sealed = seal(b"x", recipients=[RECIPIENT])
    assert opening(sealed, identities=[IDENTITY[:-1]]) == "identity_invalid"


# Passphrases


@pytest.mark.usefixtures("quick_passphrases")
def test_a_passphrase_is_the_same_however_it_was_typed() -> None:
    decomposed = unicodedata.normalize("NFD", "åäö räksmörgås")
    composed = unicodedata.normalize("NFC", decomposed)
    assert decomposed != composed
    for first, second in ((decomposed, composed), (composed, decomposed)):
        sealed = seal(CONTENT, passphrase=first, inline=True)
        assert open_sealed(sealed, passphrase=second, inline=True) == CONTENT


def test_the_blanks_of_a_passphrase_count() -> None:
    sealed = quick_age.seal(b"x", " ett två ")
    assert open_sealed(sealed, passphrase=" ett två ", inline=True) == b"x"
    assert opening(sealed, passphrase="ett två") == "container_wrong_passphrase"


@pytest.mark.parametrize("passphrase", [" ", "\t\n"])
def test_a_blank_passphrase_protects_nothing(passphrase: str) -> None:
    assert code_of(seal, b"x", passphrase=passphrase) == "passphrase_empty"


def test_nobody_to_seal_to() -> None:
    assert code_of(seal, b"x") == "recipient_missing"
    assert code_of(seal, b"x", recipients=[], passphrase="") == "recipient_missing"


def test_recipients_and_a_passphrase_exclude_each_other() -> None:
    refused = code_of(seal, b"x", recipients=[RECIPIENT], passphrase="fras")
    assert refused == "recipient_and_passphrase"


def test_a_real_passphrase_container_in_a_child_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also: code that lies where the user stands is not run with the passphrase at hand."""
    (tmp_path / "pyrage.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    calls = []
    run = subprocess.run

    def watch(arguments: list[str], **kwargs: object) -> subprocess.CompletedProcess[bytes]:
        calls.append(arguments)
        return run(arguments, **kwargs)

    monkeypatch.setattr(subprocess, "run", watch)
    containers = AgeContainers()
    sealed = containers.seal(CONTENT, passphrase="hemlig åäö")
    assert containers.open(sealed, passphrase="hemlig åäö") == CONTENT
    assert len(calls) == 2
    for arguments in calls:
        assert not any("hemlig" in argument for argument in arguments)


def test_the_child_reports_why_it_refuses() -> None:
    sealed = quick_age.seal(CONTENT, "rätt")
    assert open_sealed(sealed, passphrase="rätt") == CONTENT
    assert code_of(open_sealed, sealed, passphrase="fel") == "container_wrong_passphrase"


@pytest.mark.parametrize("answer", [b"", b"Traceback ...", b"\xff"])
def test_a_child_that_dies_is_a_refusal_too(monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    monkeypatch.setattr(
        subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], -6, answer)
    )
    sealed = quick_age.seal(b"x", "fras")
    assert code_of(open_sealed, sealed, passphrase="fras") == "container_helper_failed"


# Opening what does not open


def test_the_five_ways_a_container_stays_shut_have_five_names() -> None:
    to_key = seal(CONTENT, recipients=[RECIPIENT])
    to_phrase = quick_age.seal(CONTENT, "fras")
    assert opening(to_key) == "container_needs_identity"
    assert opening(to_key, passphrase="fras") == "container_needs_identity"
    assert opening(to_key, identities=[OTHER_IDENTITY]) == "container_wrong_key"
    assert opening(to_phrase) == "container_needs_passphrase"
    assert opening(to_phrase, identities=[IDENTITY]) == "container_needs_passphrase"
    assert opening(to_phrase, passphrase="Fras") == "container_wrong_passphrase"


def test_the_container_says_which_of_both_keys_is_used() -> None:
    both = {"identities": [IDENTITY], "passphrase": "fras", "inline": True}
    assert open_sealed(seal(b"a", recipients=[RECIPIENT]), **both) == b"a"
    assert open_sealed(quick_age.seal(b"b", "fras"), **both) == b"b"


@pytest.mark.parametrize(
    "sealed",
    [
        b"",
        b"age",
        b"PK\x03\x04",
        b"{}",
        b"\n" + seal(b"x", recipients=[RECIPIENT]),
        b"-----BEGIN PGP MESSAGE-----\n",
        armor(b"{}"),
    ],
)
def test_what_is_not_age(sealed: bytes) -> None:
    assert opening(sealed, identities=[IDENTITY]) == "container_not_age"


def test_a_later_age_is_not_called_damaged() -> None:
    sealed = seal(b"x", recipients=[RECIPIENT])
    assert opening(sealed.replace(b"/v1\n", b"/v2\n")) == "container_newer"
    assert opening(sealed.replace(b"/v1\n", b"/v0\n")) == "container_damaged"


@pytest.mark.parametrize("length", [30, 100, 150, -1, -16, -17])
def test_a_container_cut_short(length: int) -> None:
    sealed = seal(CONTENT, recipients=[RECIPIENT])
    assert opening(sealed[:length], identities=[IDENTITY]) == "container_damaged"


def test_an_altered_passphrase_container() -> None:
    sealed = quick_age.seal(CONTENT, "fras")
    altered = sealed[:-1] + bytes([sealed[-1] ^ 1])
    assert opening(altered, passphrase="fras") == "container_damaged"


@pytest.mark.parametrize("work_factor", [23, 30, 64, 999_999_999])
def test_a_hostile_work_factor_is_refused_before_any_work(work_factor: int) -> None:
    sealed = quick_age.seal(b"x", "fras").replace(b" 2\n", b" %d\n" % work_factor)
    assert opening(sealed, passphrase="fras") == "container_too_demanding"


def test_more_work_than_this_computer_should_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """pyrage has a limit of its own, by the speed of the machine; 2⁶⁰ is above any."""
    monkeypatch.setattr("dirigo_tui.exports.age_header.MAX_WORK_FACTOR", 99)
    sealed = quick_age.seal(b"x", "fras").replace(b" 2\n", b" 60\n")
    assert opening(sealed, passphrase="fras") == "container_too_demanding"


@pytest.mark.parametrize("factor", [b"0", b"02", b"+2", b"-2", b"2 2", b"0x2", b"2" * 5000])
def test_a_work_factor_has_one_spelling(factor: bytes) -> None:
    sealed = quick_age.seal(b"x", "fras").replace(b" 2\n", b" " + factor + b"\n")
    assert opening(sealed, passphrase="fras") == "container_damaged"


def test_a_passphrase_beside_a_recipient_is_not_age() -> None:
    stanza = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
    sealed = quick_age.seal(b"x", "fras").replace(b"---", stanza + b"---", 1)
    assert opening(sealed, passphrase="fras", identities=[IDENTITY]) == "container_damaged"


def test_post_quantum_keys_need_a_newer_age() -> None:
    stanza = b"-> mlkem768x25519 " + b"A" * 40 + b"\n\n"
    sealed = seal(b"x", recipients=[RECIPIENT])
    unknown = sealed.replace(b"---", stanza + b"---", 1)
    refused = "container_post_quantum"
    assert opening(sealed, identities=[POST_QUANTUM_IDENTITY]) == refused
    assert opening(sealed, identities=[POST_QUANTUM_IDENTITY, OTHER_IDENTITY]) == refused
    assert opening(unknown) == refused
    assert opening(unknown, identities=[OTHER_IDENTITY]) == refused


def test_a_post_quantum_key_does_not_spoil_the_one_that_fits() -> None:
    sealed = seal(b"x", recipients=[RECIPIENT])
    assert open_sealed(sealed, identities=[POST_QUANTUM_IDENTITY, IDENTITY]) == b"x"


def test_too_much_is_refused_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(age_container, "MAX_CONTENT", 1000)
    monkeypatch.setattr(age_container, "_MAX_SEALED", 1500)
    assert len(seal(bytes(1000), recipients=[RECIPIENT], armored=True)) <= 2000
    assert code_of(seal, bytes(1001), recipients=[RECIPIENT]) == "content_too_large"
    assert opening(bytes(1501), identities=[IDENTITY]) == "container_too_large"


def test_no_code_carries_words_of_the_library() -> None:
    """pyrage's messages hold invisible direction marks and English."""
    with pytest.raises(Refused) as caught:
        open_sealed(seal(b"x", recipients=[RECIPIENT]), identities=[OTHER_IDENTITY])
    assert caught.value.params == {}
    assert caught.value.__suppress_context__


# Armour


@given(st.binary(max_size=300))
def test_armour_comes_off_again(binary: bytes) -> None:
    text = armor(binary)
    assert dearmor(text) == binary
    assert dearmor(b" \r\n\t" + text.replace(b"\n", b"\r\n") + b"\n ") == binary
    assert all(len(line) <= 64 for line in text.splitlines())


def test_our_armour_is_the_library_s() -> None:
    key = pyrage.x25519.Recipient.from_str(RECIPIENT)
    for length in (0, 1, 46, 47, 48, 49, 500):
        text = pyrage.encrypt(bytes(length), [key], armored=True)
        assert armor(dearmor(text)) == text


# Damage of any kind

SAMPLE = seal(CONTENT, recipients=[RECIPIENT])
SAMPLES = (SAMPLE, armor(SAMPLE), armor(SAMPLE).replace(b"\n", b"\r\n"))


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    sealed = bytearray(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(sealed)))
        length = draw(st.integers(0, 40))
        sealed[start : start + length] = draw(st.binary(max_size=40))
    return bytes(sealed)


@settings(max_examples=100)
@given(damaged())
def test_damage_gives_a_refusal_or_the_right_content(sealed: bytes) -> None:
    try:
        content = open_sealed(sealed, identities=[IDENTITY])
    except Refused as refused:
        assert refused.code.removeprefix("container_") in {
            "damaged",
            "newer",
            "not_age",
            "wrong_key",
        }
    else:
        assert content == CONTENT


def test_every_single_byte_of_a_container_matters() -> None:
    sealed = seal(b"kort", recipients=[RECIPIENT])
    for position in range(len(sealed)):
        altered = bytearray(sealed)
        altered[position] ^= 0x20
        assert opening(bytes(altered), identities=[IDENTITY]).startswith("container_")
