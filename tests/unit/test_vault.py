"""The vault: every slot gives the same key back, and no altered key file does."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cheap_keys import CHEAP, MemoryKeyring
from hypothesis import given, settings
from hypothesis import strategies as st

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import SlotKind
from dirigo_tui.exports.age_container import AgeContainers, new_identity
from dirigo_tui.store import key_file as files
from dirigo_tui.store import recovery_code
from dirigo_tui.store.key_file import MAX_BYTES, MAX_SLOTS, Argon2Cost, canonical
from dirigo_tui.store.key_slots import STANDARD
from dirigo_tui.store.vault import Created, SlotSecrets, Vault

WORDS = "sju sjösjuka sjömän"
CONTAINERS = AgeContainers(inline=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "dirigo.keys"


@pytest.fixture
def keyring() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def vault(path: Path, keyring: MemoryKeyring) -> Vault:
    return Vault(path, keyring=keyring, argon2=CHEAP)


@pytest.fixture
def created(vault: Vault) -> Created:
    """Passphrase, recovery and keyring."""
    return vault.create(passphrase=WORDS, use_keyring=True)


def code_of(action: Callable[..., object], *args: Any) -> str:
    with pytest.raises(Refused) as refused:
        action(*args)
    return refused.value.code


def kinds(vault: Vault) -> list[str]:
    return [slot.kind.value for slot in vault.list_slots()]


def slot_id(vault: Vault, kind: SlotKind) -> str:
    return next(slot.id for slot in vault.list_slots() if slot.kind is kind)


# Unlocking


def test_every_slot_gives_the_key_back(vault: Vault, created: Created) -> None:
    assert len(created.key) == 32
    assert vault.unlock_with_passphrase(WORDS) == created.key
    assert vault.unlock_with_recovery(created.recovery_code) == created.key
    assert vault.unlock_with_keyring() == created.key
    assert kinds(vault) == ["passphrase", "recovery", "keyring"]


def test_two_vaults_share_nothing(tmp_path: Path) -> None:
    one, two = (Vault(tmp_path / name, argon2=CHEAP) for name in "ab")
    first, second = one.create(passphrase=WORDS), two.create(passphrase=WORDS)
    assert first.key != second.key
    assert first.recovery_code != second.recovery_code
    assert code_of(one.unlock_with_recovery, second.recovery_code) == "key_wrong"


def test_the_keyring_alone_will_do_and_leaves_a_recovery_slot(vault: Vault) -> None:
    created = vault.create(use_keyring=True)
    assert kinds(vault) == ["recovery", "keyring"]
    assert vault.unlock_with_keyring() == created.key
    assert code_of(vault.unlock_with_passphrase, WORDS) == "no_slot"


@pytest.mark.parametrize("wrong", [WORDS.upper(), WORDS + " ", " " + WORDS, "x", "å" * 5000, "\0"])
def test_a_wrong_passphrase_is_key_wrong(vault: Vault, created: Created, wrong: str) -> None:
    assert code_of(vault.unlock_with_passphrase, wrong) == "key_wrong"


def test_a_wrong_recovery_code_is_told_from_a_mistyped_one(vault: Vault, created: Created) -> None:
    assert code_of(vault.unlock_with_recovery, recovery_code.generate()) == "key_wrong"
    slip = created.recovery_code[:-1]
    assert code_of(vault.unlock_with_recovery, slip) == "recovery_code_mistyped"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_passphrase_is_the_same_however_it_is_composed(vault: Vault, form: Any) -> None:
    created = vault.create(passphrase=unicodedata.normalize("NFD", WORDS))
    assert vault.unlock_with_passphrase(unicodedata.normalize(form, WORDS)) == created.key


@pytest.mark.parametrize("empty", ["", "   ", "\t\n"])
def test_an_empty_passphrase_is_refused(vault: Vault, created: Created, empty: str) -> None:
    assert code_of(vault.unlock_with_passphrase, empty) == "passphrase_empty"
    assert code_of(vault.add_passphrase, created.key, empty) == "passphrase_empty"


def test_a_passphrase_that_is_no_text_is_refused(vault: Vault, created: Created) -> None:
    assert code_of(vault.unlock_with_passphrase, "\udce5") == "passphrase_unreadable"


def test_the_standard_cost_is_written_and_opens(path: Path) -> None:
    vault = Vault(path)
    created = vault.create(passphrase=WORDS)
    assert vault.list_slots()[0].cost == Argon2Cost(3, 256 * 1024, 4)
    assert vault.unlock_with_passphrase(WORDS) == created.key


def test_practice_opens_without_anybody(vault: Vault) -> None:
    created = vault.create_practice()
    assert vault.unlock_practice() == created.key
    assert created.recovery_code == ""
    assert code_of(vault.unlock_with_passphrase, WORDS) == "no_slot"


def test_a_real_vault_has_no_practice_slot(vault: Vault, created: Created) -> None:
    assert code_of(vault.unlock_practice) == "no_slot"


# The keyring


def test_without_a_keyring_the_rest_works(path: Path) -> None:
    vault = Vault(path, argon2=CHEAP)
    created = vault.create(passphrase=WORDS)
    assert vault.unlock_with_passphrase(WORDS) == created.key
    assert code_of(vault.add_keyring, created.key) == "keyring_unavailable"


def test_a_keyring_that_is_off_is_not_asked(path: Path, vault: Vault, created: Created) -> None:
    with pytest.raises(Refused) as refused:
        Vault(path, argon2=CHEAP).unlock_with_keyring()
    assert (refused.value.code, refused.value.params) == ("keyring_unavailable", {"why": "off"})


def test_the_keyring_never_holds_the_database_key(keyring: MemoryKeyring, created: Created) -> None:
    assert list(keyring.secrets.values()) != [created.key]
    assert len(keyring.secrets) == 1


def test_a_lost_keyring_secret_leaves_the_passphrase(
    vault: Vault, keyring: MemoryKeyring, created: Created
) -> None:
    keyring.secrets.clear()
    with pytest.raises(Refused) as refused:
        vault.unlock_with_keyring()
    assert refused.value.params == {"why": "missing"}
    assert vault.unlock_with_passphrase(WORDS) == created.key


def test_another_secret_in_the_keyring_is_key_wrong(
    vault: Vault, keyring: MemoryKeyring, created: Created
) -> None:
    keyring.secrets = dict.fromkeys(keyring.secrets, bytes(32))
    assert code_of(vault.unlock_with_keyring) == "key_wrong"


def test_each_computer_finds_its_own_keyring_slot(
    path: Path, vault: Vault, created: Created
) -> None:
    other = Vault(path, keyring=MemoryKeyring(), argon2=CHEAP)
    assert code_of(other.unlock_with_keyring) == "keyring_unavailable"
    other.add_keyring(created.key)
    assert other.unlock_with_keyring() == vault.unlock_with_keyring() == created.key


class BrokenKeyring(MemoryKeyring):
    def set(self, name: str, secret: bytes) -> None:
        raise Refused("keyring_unavailable", why="locked")


def test_a_keyring_that_fails_leaves_nothing_behind(path: Path) -> None:
    vault = Vault(path, keyring=BrokenKeyring(), argon2=CHEAP)
    with pytest.raises(Refused, match="keyring_unavailable"):
        vault.create(passphrase=WORDS, use_keyring=True)
    assert not path.exists()


def test_a_key_file_that_cannot_be_written_leaves_no_secret_in_the_keyring(
    tmp_path: Path, keyring: MemoryKeyring
) -> None:
    vault = Vault(tmp_path / "no such folder" / "dirigo.keys", keyring=keyring, argon2=CHEAP)
    assert code_of(lambda: vault.create(use_keyring=True)) == "folder_missing"
    assert keyring.secrets == {}


# Adding and removing slots


def test_an_added_passphrase_opens_and_the_older_one_still_does(
    vault: Vault, created: Created
) -> None:
    vault.add_passphrase(created.key, "en annan")
    assert vault.unlock_with_passphrase("en annan") == created.key
    assert vault.unlock_with_passphrase(WORDS) == created.key


def test_a_removed_slot_opens_nothing(
    vault: Vault, keyring: MemoryKeyring, created: Created
) -> None:
    for kind in (SlotKind.PASSPHRASE, SlotKind.KEYRING):
        vault.remove(created.key, slot_id(vault, kind))
    assert code_of(vault.unlock_with_passphrase, WORDS) == "no_slot"
    assert code_of(vault.unlock_with_keyring) == "no_slot"
    assert keyring.secrets == {}
    assert vault.unlock_with_recovery(created.recovery_code) == created.key


def test_the_last_slot_that_is_not_in_the_keyring_stays(vault: Vault, created: Created) -> None:
    vault.remove(created.key, slot_id(vault, SlotKind.PASSPHRASE))
    before = vault.list_slots()
    assert code_of(vault.remove, created.key, slot_id(vault, SlotKind.RECOVERY)) == "slot_last"
    assert vault.list_slots() == before


def test_the_practice_slot_stays(vault: Vault) -> None:
    created = vault.create_practice()
    assert code_of(vault.remove, created.key, slot_id(vault, SlotKind.PRACTICE)) == "slot_last"


def test_an_unknown_slot_is_refused(vault: Vault, created: Created) -> None:
    assert code_of(vault.remove, created.key, "passphrase") == "slot_unknown"


def test_a_new_recovery_code_ends_the_old_one(vault: Vault, created: Created) -> None:
    code = vault.renew_recovery(created.key)
    assert vault.unlock_with_recovery(code) == created.key
    assert code_of(vault.unlock_with_recovery, created.recovery_code) == "key_wrong"
    assert sorted(kinds(vault)) == ["keyring", "passphrase", "recovery"]


def test_there_are_only_so_many_slots(vault: Vault, created: Created) -> None:
    for number in range(MAX_SLOTS - len(vault.list_slots())):
        vault.add_passphrase(created.key, f"lösen ord {number}")
    assert code_of(vault.add_passphrase, created.key, "en fras till") == "too_many_slots"
    assert vault.unlock_with_passphrase(WORDS) == created.key


def test_a_key_of_another_database_changes_nothing(
    path: Path, vault: Vault, created: Created
) -> None:
    before = path.read_bytes()
    assert code_of(vault.add_passphrase, bytes(32), WORDS) == "key_file_damaged"
    assert code_of(vault.renew_recovery, bytes(32)) == "key_file_damaged"
    assert code_of(vault.remove, bytes(32), slot_id(vault, SlotKind.PASSPHRASE)) == (
        "key_file_damaged"
    )
    assert path.read_bytes() == before


def test_a_key_file_is_never_written_over(path: Path, vault: Vault, created: Created) -> None:
    before = path.read_bytes()
    assert code_of(lambda: vault.create(passphrase="x")) == "file_exists"
    assert code_of(vault.create_practice) == "file_exists"
    assert path.read_bytes() == before


# The file itself


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX")
def test_the_key_file_is_private_and_stays_so(path: Path, vault: Vault, created: Created) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    vault.add_passphrase(created.key, "en annan")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["dirigo.keys"]


def test_no_secret_stands_in_the_file_or_in_a_repr(
    path: Path, keyring: MemoryKeyring, created: Created
) -> None:
    secret = next(iter(keyring.secrets.values()))
    code = recovery_code.secret_of(created.recovery_code).decode()
    shown = path.read_text() + repr(created) + repr(files.read(path))
    for text in (created.key.hex(), secret.hex(), code, WORDS, repr(created.key)):
        assert text not in shown


def test_another_layout_of_the_same_json_is_the_same_file(
    path: Path, vault: Vault, created: Created
) -> None:
    path.write_bytes(json.dumps(json.loads(path.read_bytes())).replace(", ", ",\r\n").encode())
    assert vault.unlock_with_passphrase(WORDS) == created.key


def test_a_missing_key_file_says_so(vault: Vault) -> None:
    assert code_of(vault.unlock_with_passphrase, WORDS) == "key_file_missing"


@pytest.mark.skipif(os.name != "posix", reason="POSIX files")
def test_what_is_no_regular_file_is_refused_at_once(
    tmp_path: Path, path: Path, vault: Vault, created: Created
) -> None:
    path.rename(tmp_path / "real")
    path.symlink_to(tmp_path / "real")
    assert code_of(vault.unlock_with_passphrase, WORDS) == "file_is_symlink"
    path.unlink()
    os.mkfifo(path)
    assert code_of(vault.unlock_with_passphrase, WORDS) == "file_not_regular"
    path.unlink()
    path.mkdir()
    assert code_of(vault.unlock_with_passphrase, WORDS) == "file_not_regular"


def rewritten(path: Path, change: Callable[[dict[str, Any]], object], *, checksum: bool) -> None:
    """Alter the file as a forger would: a checksum takes no key."""
    plain = json.loads(path.read_bytes())
    del plain["checksum"]
    change(plain)
    if checksum:
        plain["checksum"] = hashlib.sha256(canonical(plain)).hexdigest()
    path.write_text(json.dumps(plain))


def passphrase_slot(plain: dict[str, Any]) -> dict[str, Any]:
    slot: dict[str, Any] = plain["slots"][0]
    return slot


GRAMMAR: list[Callable[[dict[str, Any]], object]] = [
    lambda plain: plain.update(format="dirigo.key"),
    lambda plain: plain.update(version=0),
    lambda plain: plain.update(version=True),
    lambda plain: plain.update(version=1.0),
    lambda plain: plain.update(version="1"),
    lambda plain: plain.update(extra=1),
    lambda plain: plain.pop("mac"),
    lambda plain: plain.update(mac=""),
    lambda plain: plain.update(mac=plain["mac"].upper()),
    lambda plain: plain.update(database="x" * 32),
    lambda plain: plain.update(database=1),
    lambda plain: plain.update(practice=0),
    lambda plain: plain.update(slots=[]),
    lambda plain: plain.update(slots={}),
    lambda plain: plain.update(slots=None),
    lambda plain: plain.update(slots=["slot"]),
    lambda plain: plain["slots"].append(plain["slots"][0]),
    lambda plain: plain.update(slots=plain["slots"] * 4),
    lambda plain: passphrase_slot(plain).update(kind="question"),
    lambda plain: passphrase_slot(plain).update(kind=["passphrase"]),
    lambda plain: passphrase_slot(plain).update(kind="recovery"),
    lambda plain: passphrase_slot(plain).update(kind="practice", secret="00" * 32),
    lambda plain: passphrase_slot(plain).update(secret="00" * 32),
    lambda plain: passphrase_slot(plain).update(secret=None),
    lambda plain: passphrase_slot(plain).update(id="../../x"),
    lambda plain: passphrase_slot(plain).update(created="20260101"),
    lambda plain: passphrase_slot(plain).update(created=0),
    lambda plain: passphrase_slot(plain).update(nonce="00"),
    lambda plain: passphrase_slot(plain).update(wrapped="00" * 49),
    lambda plain: passphrase_slot(plain).update(kdf=[]),
    lambda plain: passphrase_slot(plain).update(kdf="argon2id"),
    lambda plain: passphrase_slot(plain)["kdf"].update(name="argon2i"),
    lambda plain: passphrase_slot(plain)["kdf"].update(salt=""),
    lambda plain: passphrase_slot(plain)["kdf"].update(lanes=True),
    lambda plain: passphrase_slot(plain)["kdf"].update(lanes=0),
    lambda plain: passphrase_slot(plain)["kdf"].update(iterations=1.5),
    lambda plain: passphrase_slot(plain)["kdf"].update(memory_kib=-(2**70)),
]


@pytest.mark.parametrize("number", range(len(GRAMMAR)))
def test_the_grammar_is_strict(path: Path, vault: Vault, created: Created, number: int) -> None:
    rewritten(path, GRAMMAR[number], checksum=True)
    assert code_of(vault.list_slots) == "key_file_damaged"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff",
        b"[" * 60_000,
        b"1" * 60_000,
        b'{"format": "dirigo.keys", "version": ' + b"9" * 5000 + b"}",
        b" " * (MAX_BYTES + 1),
    ],
)
def test_rubbish_is_damaged(path: Path, vault: Vault, content: bytes) -> None:
    path.write_bytes(content)
    assert code_of(vault.list_slots) == "key_file_damaged"


def test_a_newer_format_is_not_called_damaged(path: Path, vault: Vault, created: Created) -> None:
    rewritten(path, lambda plain: plain.update(version=2, slots="otherwise"), checksum=False)
    with pytest.raises(Refused) as refused:
        vault.unlock_with_passphrase(WORDS)
    assert (refused.value.code, refused.value.params) == ("key_file_newer", {"version": 2})


def test_damage_is_noticed_before_a_passphrase_is_called_wrong(
    path: Path, vault: Vault, created: Created
) -> None:
    def flip(plain: dict[str, Any]) -> None:
        wrapped = passphrase_slot(plain)["wrapped"]
        passphrase_slot(plain)["wrapped"] = ("1" if wrapped[0] == "0" else "0") + wrapped[1:]

    rewritten(path, flip, checksum=False)
    assert code_of(vault.unlock_with_passphrase, WORDS) == "key_file_damaged"


# A forger, who can compute the checksum but not the mac


def test_a_slot_cannot_be_dropped(path: Path, vault: Vault, created: Created) -> None:
    rewritten(path, lambda plain: plain["slots"].pop(1), checksum=True)
    assert code_of(vault.unlock_with_passphrase, WORDS) == "key_file_damaged"


def test_slots_cannot_be_reordered(path: Path, vault: Vault, created: Created) -> None:
    rewritten(path, lambda plain: plain["slots"].reverse(), checksum=True)
    assert code_of(vault.unlock_with_passphrase, WORDS) == "key_file_damaged"


def test_a_removed_slot_cannot_be_put_back(path: Path, vault: Vault, created: Created) -> None:
    old = json.loads(path.read_bytes())["slots"][0]
    vault.remove(created.key, old["id"])
    rewritten(path, lambda plain: plain["slots"].append(old), checksum=True)
    assert code_of(vault.unlock_with_passphrase, WORDS) == "key_file_damaged"


def test_a_slot_cannot_be_moved_to_another_file(
    tmp_path: Path, path: Path, vault: Vault, created: Created
) -> None:
    other = Vault(tmp_path / "other", argon2=CHEAP)
    other.create(passphrase="angriparens")
    foreign = json.loads((tmp_path / "other").read_bytes())["slots"][0]
    rewritten(path, lambda plain: plain["slots"].insert(0, foreign), checksum=True)
    assert code_of(vault.unlock_with_passphrase, "angriparens") == "key_wrong"
    assert code_of(vault.unlock_with_passphrase, WORDS) == "key_file_damaged"


@pytest.mark.parametrize(
    "change",
    [
        lambda plain: plain.update(database="0" * 32),
        lambda plain: plain.update(practice=True),
        lambda plain: passphrase_slot(plain).update(id="00000000"),
        lambda plain: passphrase_slot(plain).update(created="2020-01-01"),
        lambda plain: passphrase_slot(plain)["kdf"].update(salt="0" * 32),
        lambda plain: passphrase_slot(plain)["kdf"].update(iterations=2),
        lambda plain: passphrase_slot(plain)["kdf"].update(memory_kib=9),
    ],
)
def test_a_slot_is_bound_to_all_it_says(
    path: Path, vault: Vault, created: Created, change: Callable[[dict[str, Any]], object]
) -> None:
    rewritten(path, change, checksum=True)
    assert code_of(vault.unlock_with_passphrase, WORDS) == "key_wrong"


@pytest.mark.parametrize(
    "cost",
    [
        replace(STANDARD.floor, iterations=1),
        replace(STANDARD.floor, memory_kib=STANDARD.floor.memory_kib - 1),
        replace(STANDARD.ceiling, iterations=STANDARD.ceiling.iterations + 1),
        replace(STANDARD.ceiling, memory_kib=STANDARD.ceiling.memory_kib + 1),
        replace(STANDARD.ceiling, lanes=STANDARD.ceiling.lanes + 1),
        replace(STANDARD.ceiling, memory_kib=2**60),
    ],
)
def test_a_cost_outside_the_limits_is_refused_before_it_is_paid(
    path: Path, cost: Argon2Cost
) -> None:
    cheap = Vault(path, argon2=CHEAP)
    cheap.create(passphrase=WORDS)

    def demand(plain: dict[str, Any]) -> None:
        passphrase_slot(plain)["kdf"].update(
            iterations=cost.iterations, memory_kib=cost.memory_kib, lanes=cost.lanes
        )

    rewritten(path, demand, checksum=True)
    assert code_of(Vault(path).unlock_with_passphrase, WORDS) == "key_file_damaged"


def test_too_little_memory_is_a_refusal(
    vault: Vault, created: Created, monkeypatch: pytest.MonkeyPatch
) -> None:
    class NoRoom:
        def __init__(self, **_figures: object) -> None: ...

        def derive(self, _secret: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr("cryptography.hazmat.primitives.kdf.argon2.Argon2id", NoRoom)
    assert code_of(vault.unlock_with_passphrase, WORDS) == "memory_short"


@pytest.fixture(scope="module")
def organisation() -> tuple[str, str]:
    """The organisation's secret age key and its recipient."""
    return new_identity()


def test_the_organisation_gets_the_key_and_nobody_else(
    vault: Vault, created: Created, organisation: tuple[str, str]
) -> None:
    secret, recipient = organisation
    vault.add_escrow(created.key, recipient.upper(), CONTAINERS)
    assert vault.list_slots()[-1].recipient == recipient
    assert vault.unlock_with_identities([secret], CONTAINERS) == created.key
    assert code_of(vault.unlock_with_identities, [new_identity()[0]], CONTAINERS) == "key_wrong"
    assert code_of(vault.add_escrow, created.key, recipient, CONTAINERS) == "escrow_exists"


def test_what_is_in_escrow_cannot_be_sealed_to_another(
    path: Path, vault: Vault, created: Created, organisation: tuple[str, str]
) -> None:
    secret, recipient = organisation
    vault.add_escrow(created.key, recipient, CONTAINERS)
    attacker, address = new_identity()
    escrow = {"recipient": address, "sealed": CONTAINERS.seal(bytes(32), recipients=[address])}

    def swap(plain: dict[str, Any]) -> None:
        plain["slots"][-1]["escrow"] = escrow | {"sealed": escrow["sealed"].hex()}

    rewritten(path, swap, checksum=True)
    assert code_of(vault.unlock_with_identities, [attacker], CONTAINERS) == "key_wrong"
    assert code_of(vault.unlock_with_identities, [secret], CONTAINERS) == "key_wrong"
    assert code_of(vault.unlock_with_passphrase, WORDS) == "key_file_damaged"


def outcome(path: Path, secrets: SlotSecrets, created: Created, secret: str) -> None:
    """Whatever the file says: the one key, or a refusal."""
    vault = Vault(path, keyring=secrets, argon2=CHEAP)
    ways: list[Callable[[], bytes]] = [
        lambda: vault.unlock_with_passphrase(WORDS),
        lambda: vault.unlock_with_recovery(created.recovery_code),
        vault.unlock_with_keyring,
        vault.unlock_practice,
        lambda: vault.unlock_with_identities([secret], CONTAINERS),
    ]
    for unlock in ways:
        try:
            assert unlock() == created.key
        except Refused:
            continue


class Target:
    """A key file with a slot of every kind, to be altered again and again."""

    def __init__(self, folder: Path, organisation: tuple[str, str]) -> None:
        self.path, self.keyring, self.secret = folder / "dirigo.keys", MemoryKeyring(), ""
        vault = Vault(self.path, keyring=self.keyring, argon2=CHEAP)
        self.created = vault.create(passphrase=WORDS, use_keyring=True)
        self.secret, recipient = organisation
        vault.add_escrow(self.created.key, recipient, CONTAINERS)
        self.content = self.path.read_bytes()

    def check(self) -> None:
        outcome(self.path, self.keyring, self.created, self.secret)


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory, organisation: tuple[str, str]) -> Target:
    return Target(tmp_path_factory.mktemp("target"), organisation)


def alter_bytes(target: Target, data: st.DataObject) -> None:
    content = target.content
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 20)))
    target.path.write_bytes(content[:start] + data.draw(st.binary(max_size=20)) + content[end:])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2**70) | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)


def alter_value(target: Target, data: st.DataObject) -> None:
    def change(plain: dict[str, Any]) -> None:
        place: Any = plain
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            key = data.draw(st.sampled_from(keys))
            if isinstance(place[key], dict | list) and place[key] and data.draw(st.booleans()):
                place = place[key]
                continue
            place[key] = data.draw(JSON)
            return

    target.path.write_bytes(target.content)
    rewritten(target.path, change, checksum=True)


@pytest.mark.parametrize("alter", [alter_bytes, alter_value])
@pytest.mark.parametrize(
    "trials", [150, pytest.param(5000, marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_no_change_gives_another_key_or_another_error(
    target: Target, alter: Callable[[Target, st.DataObject], None], trials: int
) -> None:
    @settings(max_examples=trials)
    @given(data=st.data())
    def altered(data: st.DataObject) -> None:
        alter(target, data)
        target.check()

    altered()
