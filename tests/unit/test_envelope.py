import hashlib
import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Goal, Participant, to_plain
from dirigo_tui.domain.vocabulary import EnvelopeFormat
from dirigo_tui.exports.envelope import canonical, unwrap, wrap

CREATED = datetime(2026, 11, 21, 9, 30, 15, 250_000, tzinfo=UTC)
PERSON = Participant(id="0" * 32, recorded_at=CREATED, reference="A-1", name="[/] Åsa \u202e")
GOAL = Goal(
    id="1" * 32, recorded_at=CREATED, participant_id="0" * 32, position=1, own_words="=1+1 räkna"
)
PAYLOAD = {"participant": to_plain(PERSON), "goal": [to_plain(GOAL)], "activity": []}


def wrapped(
    payload: dict[str, object] | None = None, counts: dict[str, int] | None = None
) -> bytes:
    return wrap(
        EnvelopeFormat.PARTICIPANT,
        PAYLOAD if payload is None else payload,
        practice=True,
        created=CREATED,
        from_desk="Växjö 2",
        counts={"goal": 1, "activity": 0} if counts is None else counts,
    )


def why_not(document: bytes) -> str:
    with pytest.raises(Refused) as caught:
        unwrap(document)
    assert caught.value.code == "container_content_invalid"
    return str(caught.value.params["why"])


def altered(**fields: object) -> bytes:
    """A sound document with top-level fields replaced, or taken away when None."""
    document = json.loads(wrapped()) | fields
    return json.dumps(
        {name: value for name, value in document.items() if value is not None}
    ).encode()


def around(payload: str) -> bytes:
    """A sound document around payload text that no JSON writer of Python gives."""
    return wrapped({}, {}).replace(b'"payload":{}', b'"payload":' + payload.encode())


def test_what_is_wrapped_comes_out() -> None:
    envelope = unwrap(wrapped())
    assert envelope.format is EnvelopeFormat.PARTICIPANT
    assert envelope.practice is True
    assert envelope.created == CREATED
    assert envelope.from_desk == "Växjö 2"
    assert envelope.counts == {"goal": 1, "activity": 0}
    assert envelope.payload == PAYLOAD


def test_the_document_is_what_the_contract_says() -> None:
    document = json.loads(wrapped())
    assert list(document) == [
        "format",
        "version",
        "practice",
        "created",
        "from_desk",
        "counts",
        "sha256",
        "payload",
    ]
    assert document["format"] == "dirigo.participant"
    assert document["version"] == 1
    assert document["created"] == "2026-11-21T09:30:15.250Z"


def test_anyone_can_check_the_hash_over_the_very_bytes() -> None:
    document = wrapped()
    body = document.partition(b'"payload":')[2].removesuffix(b"}\n")
    assert hashlib.sha256(body).hexdigest() == json.loads(document)["sha256"]
    assert "Åsa".encode() in body


def test_canonical_form() -> None:
    value = {"b": [1, None, True], "a": {"ö": 'å"\n', "z": 0.9, "Z": -0}}
    expected = '{"a":{"Z":0,"z":0.9,"ö":"å\\"\\n"},"b":[1,null,true]}'
    assert canonical(value) == expected.encode()


def test_the_order_of_keys_and_the_white_space_do_not_matter() -> None:
    document = json.loads(wrapped())
    turned = dict(reversed(document.items()))
    turned["payload"] = dict(reversed(document["payload"].items()))
    assert unwrap(json.dumps(turned, indent=4).encode()).payload == PAYLOAD


def test_the_time_is_given_in_utc_wherever_it_was_taken() -> None:
    stockholm = timezone(timedelta(hours=1))
    document = wrap(
        EnvelopeFormat.SUMMARY,
        {},
        practice=False,
        created=CREATED.astimezone(stockholm),
        from_desk="",
        counts={},
    )
    assert json.loads(document)["created"].endswith("09:30:15.250Z")
    assert unwrap(altered(created="2026-11-21T10:30:15.250+01:00")).created == CREATED


def test_what_cannot_be_json_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError):
        wrapped({"on": date(2026, 11, 21)}, {})
    with pytest.raises(ValueError, match="JSON compliant"):
        wrapped({"share": float("nan")}, {})


# Documents by others


def test_unknown_fields_beside_ours_are_let_be() -> None:
    assert unwrap(altered(signature="abc")).payload == PAYLOAD


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("format", 1),
        ("format", "dirigo.unknown"),
        ("format", "other"),
        ("format", ["dirigo.cohort"]),
        ("version", "1"),
        ("version", True),
        ("version", 1.0),
        ("version", 0),
        ("version", -1),
        ("practice", "false"),
        ("practice", 0),
        ("created", "i går"),
        ("created", "2026-11-21"),
        ("created", "2026-11-21T09:30:15"),
        ("created", "0001-01-01T00:00:00+23:00"),
        ("created", 0),
        ("from_desk", ["Växjö"]),
        ("counts", []),
        ("counts", {"goal": "1"}),
        ("counts", {"goal": True}),
        ("counts", {"goal": 1.0}),
        ("counts", {"participants": -1}),
        ("counts", {"goal": 2}),
        ("sha256", 7),
        ("sha256", ""),
        ("sha256", hashlib.sha256(b"{}").hexdigest()),
        ("payload", []),
        ("payload", "text"),
    ],
)
def test_a_wrong_field_is_named(field: str, value: object) -> None:
    assert why_not(altered(**{field: value})) == field


@pytest.mark.parametrize("field", list(json.loads(wrapped())))
def test_a_missing_field_is_named(field: str) -> None:
    assert why_not(altered(**{field: None})) == field


def test_an_altered_payload_is_seen() -> None:
    assert why_not(wrapped().replace("räkna".encode(), "räkne".encode())) == "sha256"
    assert why_not(altered(payload=PAYLOAD | {"note": []})) == "sha256"


@pytest.mark.parametrize("version", [2, 999])
def test_a_later_version_is_newer_and_not_wrong(version: int) -> None:
    newer = {"format": "dirigo.participant", "version": version, "body": "in another shape"}
    with pytest.raises(Refused) as caught:
        unwrap(json.dumps(newer).encode())
    assert caught.value.code == "container_newer"


def test_a_format_of_others_is_not_newer() -> None:
    assert why_not(b'{"format": "theirs", "version": 2}') == "format"


@pytest.mark.parametrize(
    "document",
    [b"", b" ", b"[]", b"1", b'"dirigo"', b"null", b"{", b"{}x", b"{'a': 1}", b'{"a": "\n"}'],
)
def test_what_is_no_json_object(document: bytes) -> None:
    assert why_not(document) == "not_json"


@pytest.mark.parametrize(
    "document",
    [b"\xff", b"PK\x03\x04\xff", wrapped().decode().encode("utf-16"), "{å}".encode("cp1252")],
)
def test_what_is_no_text(document: bytes) -> None:
    assert why_not(document) == "not_utf8"


def test_a_byte_order_mark_is_not_json() -> None:
    assert why_not(b"\xef\xbb\xbf" + wrapped()) == "not_json"


@pytest.mark.parametrize(
    "payload", ['{"a":1,"a":1}', '{"a":{"b":1,"b":2}}', '[{"a":1,"\\u0061":2}]']
)
def test_a_key_stands_once(payload: str) -> None:
    assert why_not(around(payload)) == "duplicate_key"


@pytest.mark.parametrize(
    "number",
    [
        "NaN",
        "Infinity",
        "-Infinity",
        "1e999",
        "-1e999",
        "9223372036854775808",
        "-9223372036854775808",
        "9" * 5000,
        "1" * 1_000_000,
    ],
)
def test_numbers_nobody_can_store(number: str) -> None:
    assert why_not(around(f'{{"a":{number}}}')) == "number"
    assert why_not(wrapped().replace(b'"version":1', b'"version":' + number.encode())) == "number"


def test_the_largest_number_goes_through() -> None:
    payload = {"a": 2**63 - 1, "b": -(2**63) + 1, "c": 0.1, "d": 1e-7}
    assert unwrap(wrapped(payload, {})).payload == payload


@pytest.mark.parametrize("depth", [100_000, 1_000_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_nesting_without_end(depth: int, opening: str, closing: str) -> None:
    assert why_not(around(opening * depth + "1" + closing * depth)) == "nesting"
    assert why_not((opening * depth).encode()) == "nesting"


@pytest.mark.parametrize("payload", ['{"a":"\\ud800"}', '{"\\udfff":1}'])
def test_half_a_character_is_no_text(payload: str) -> None:
    assert why_not(around(payload)) == "text"


def test_half_a_character_in_the_desk_s_name() -> None:
    assert why_not(altered(from_desk="\ud800")) == "text"


plain_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63) + 1, 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(st.text(), plain_values, max_size=5))
def test_any_payload_comes_out_as_it_went_in(payload: dict[str, object]) -> None:
    assert unwrap(wrapped(payload, {})).payload == payload


@given(st.integers(0, len(wrapped())), st.binary(max_size=6), st.integers(0, 6))
def test_any_damage_is_refused_or_without_effect(start: int, put: bytes, taken: int) -> None:
    document = wrapped()
    try:
        envelope = unwrap(document[:start] + put + document[start + taken :])
    except Refused as refused:
        assert refused.code in {"container_content_invalid", "container_newer"}
    else:
        assert envelope.payload == PAYLOAD


@given(st.binary(max_size=200) | plain_values.map(lambda value: json.dumps(value).encode()))
def test_anything_at_all_is_refused(document: bytes) -> None:
    assert why_not(document)
