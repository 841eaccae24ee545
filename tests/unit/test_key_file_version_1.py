"""Key files of version 1 open for ever: one is kept here, with all that opens it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from cheap_keys import CHEAP, MemoryKeyring

from dirigo_tui.store.vault import Vault

KEY = "22179b1f2b40a48eb23e4f9142e54d403b83013da8a423326a9c9d35a13b8c09"
PASSPHRASE = "sju sjösjuka sjömän"
RECOVERY_CODE = "97W6G-MY5XG-AZ5FN-PANY2-XNF51-WQ3P2"
KEYRING = {
    "99e71ee156d220a62d94ab5150be73dc.6020b020": (
        "913a2c4fb21e180e060cc8bc30919d1529574d086344dcc2bc7488437237e0d7"
    )
}
KEY_FILE = """
{
  "format": "dirigo.keys",
  "version": 1,
  "database": "99e71ee156d220a62d94ab5150be73dc",
  "practice": false,
  "slots": [
    {
      "id": "27bf76ed",
      "kind": "passphrase",
      "created": "2026-11-21",
      "kdf": {
        "name": "argon2id",
        "salt": "4d5c37d70c63b55f5a0db1638706301a",
        "iterations": 1,
        "memory_kib": 8,
        "lanes": 1
      },
      "nonce": "26b76f87df90eaa3dd760f11",
      "wrapped": "d497974ab37707d17254583e7728978c223398a7cb1d5a3c5c8779160d4acbdb70a89b4e57a2d4e5dffd60f81c286d39"
    },
    {
      "id": "90254086",
      "kind": "recovery",
      "created": "2026-11-21",
      "kdf": {
        "name": "hkdf-sha256",
        "salt": "74e46fb480eb70e1e8f80e8096bb9bf5"
      },
      "nonce": "fcedc6785289fea63f9e083f",
      "wrapped": "20ca9cba024e1b0a525916cb1cd1400d188cb7a8a556e08e3bdd838738f9a6dee9a351118dd825eec5306ba4570f01c9"
    },
    {
      "id": "6020b020",
      "kind": "keyring",
      "created": "2026-11-21",
      "kdf": {
        "name": "hkdf-sha256",
        "salt": "3787007f01fa4478b978b08d60a92a58"
      },
      "nonce": "fe23a5fd6961613e43445312",
      "wrapped": "75213f147d8e5c138c6198bec36854d586ad6b735f506a289b72de4e1eef8925f950b4e1fa0e725be466e79cfdd40b0b"
    }
  ],
  "mac": "764d2436a0517521c7f7303b188a1c67c7b3083a6c02b4f88e57196c01464ba9",
  "checksum": "7c269df60c37bbff3206ac852c52d7e7fae3e6febfc5e0f630d681140d73a72b"
}
"""  # noqa: E501


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    keyring = MemoryKeyring()
    keyring.secrets = {name: bytes.fromhex(secret) for name, secret in KEYRING.items()}
    path = tmp_path / "dirigo.keys"
    path.write_text(KEY_FILE)
    return Vault(path, keyring=keyring, argon2=CHEAP)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_passphrase_opens_it(vault: Vault, form: str) -> None:
    passphrase = unicodedata.normalize(form, PASSPHRASE)  # type: ignore[arg-type]
    assert vault.unlock_with_passphrase(passphrase).hex() == KEY


def test_the_recovery_code_opens_it(vault: Vault) -> None:
    assert vault.unlock_with_recovery(RECOVERY_CODE).hex() == KEY


def test_the_keyring_opens_it(vault: Vault) -> None:
    assert vault.unlock_with_keyring().hex() == KEY


def test_it_can_still_be_changed(vault: Vault) -> None:
    vault.add_passphrase(bytes.fromhex(KEY), "en annan")
    assert vault.unlock_with_passphrase("en annan").hex() == KEY
