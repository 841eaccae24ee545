"""A damaged or forged key file gives the one key or a refusal, never another key or error."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from random import Random

from cheap_keys import CHEAP, MemoryKeyring
from mutations import changed_bytes, changed_json
from trials import Trials

from dirigo_tui.domain.errors import Refused
from dirigo_tui.exports.envelope import canonical
from dirigo_tui.i18n.errors import sentence
from dirigo_tui.store.vault import Vault

WORDS = "fyra korta ord till"


def test_changed_key_files(tmp_path: Path, trials: Trials) -> None:
    path, keyring = tmp_path / "dirigo.keys", MemoryKeyring()
    vault = Vault(path, keyring=keyring, argon2=CHEAP)
    created = vault.create(passphrase=WORDS, use_keyring=True)
    whole = path.read_bytes()
    slots = vault.list_slots()
    ways = (
        lambda: vault.unlock_with_passphrase(WORDS),
        lambda: vault.unlock_with_recovery(created.recovery_code),
        vault.unlock_with_keyring,
        vault.unlock_practice,
    )

    def forged(chance: Random) -> bytes:
        """As by somebody who can compute the checksum, which takes no key."""
        plain = changed_json(json.loads(whole), chance)
        plain.pop("checksum", None)
        try:
            plain["checksum"] = hashlib.sha256(canonical(plain)).hexdigest()
        except ValueError:
            plain["checksum"] = ""
        return json.dumps(plain).encode()

    def trial(number: int) -> None:
        chance = Random(number)
        path.write_bytes(forged(chance) if chance.random() < 0.5 else changed_bytes(whole, chance))
        for unlock in ways:
            try:
                assert unlock() == created.key
                assert vault.list_slots() == slots
            except Refused as refused:
                assert sentence(refused)

    trials.run("changed key files: the one key or a refusal", trial, quick=200, full=10_000)
