"""What lets somebody out of the joint session, and what does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cheap_keys import MemoryKeyring
from openers import PASSPHRASE, CheapOpener

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.pin import check_pin
from dirigo_tui.services.leaving import PIN_TRIES, pin_is_set, prove, set_pin
from dirigo_tui.services.ports import SetUp

PIN = "4711"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    set_up = SetUp(PASSPHRASE, False, "Org", "Desk", "A. Lind")
    yield CheapOpener(tmp_path_factory.mktemp("home")).create(set_up)


@pytest.fixture
def desk(made: Any) -> Any:
    set_pin(made[0], "")
    return made[0]


def refusal(desk: Any, secret: str) -> str:
    with pytest.raises(Refused) as refused:
        prove(desk, secret)
    return refused.value.code


def test_passphrase_and_recovery_code_let_out(made: Any, desk: Any) -> None:
    prove(desk, PASSPHRASE)
    prove(desk, made[1])


@pytest.mark.parametrize("secret", ["", " ", "0000", PIN, "nästan rätt", PASSPHRASE.upper()])
def test_nothing_else_does(desk: Any, secret: str) -> None:
    assert refusal(desk, secret) == "leave_wrong"


def test_the_pin_lets_out_while_it_is_set(desk: Any) -> None:
    set_pin(desk, PIN)
    prove(desk, PIN)
    prove(desk, PASSPHRASE)
    assert refusal(desk, "4712") == "leave_wrong"
    set_pin(desk, "")
    assert refusal(desk, PIN) == "leave_wrong"


def test_the_pin_is_kept_as_a_hash(desk: Any) -> None:
    set_pin(desk, PIN)
    kept = desk.read(lambda reader: reader.setting("joint_pin"))
    assert kept.startswith("$argon2id$")
    assert PIN not in kept


def test_after_five_wrong_pins_only_the_passphrase_will_do(desk: Any) -> None:
    set_pin(desk, PIN)
    for _ in range(PIN_TRIES - 1):
        assert refusal(desk, "9999") == "leave_wrong"
    assert refusal(desk, "9999") == "leave_pin_closed"
    assert refusal(desk, PIN) == "leave_pin_closed"
    assert not desk.read(pin_is_set)
    prove(desk, PASSPHRASE)
    prove(desk, PIN)


def test_a_desk_of_the_keyring_has_its_recovery_code(tmp_path: Path) -> None:
    opener = CheapOpener(tmp_path, keyring=MemoryKeyring())
    desk, code = opener.create(SetUp("", True, "Org", "Desk", "A. Lind"))
    try:
        assert refusal(desk, "vad som helst") == "leave_wrong"
        prove(desk, code)
    finally:
        desk.close()


@pytest.mark.parametrize(
    ("pin", "code"),
    [
        ("123", "pin_not_digits"),
        ("12a4", "pin_not_digits"),
        ("\uff14\uff17\uff11\uff11", "pin_not_digits"),
        ("1" * 13, "pin_not_digits"),
        ("0000", "pin_too_easy"),
        ("1234", "pin_too_easy"),
        ("9876", "pin_too_easy"),
    ],
)
def test_a_pin_that_is_no_pin(pin: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        check_pin(pin)
    assert refused.value.code == code
