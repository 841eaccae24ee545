"""The JSON document inside an age container (CONTRACT.md, "The age containers"; docs/formats.md).

Fulfils ``services.ports.Envelopes`` as a module. What comes in was written by anybody: everything
is checked before anything of it is believed.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, NoReturn, TypeVar

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import plain_value
from dirigo_tui.domain.vocabulary import EnvelopeFormat
from dirigo_tui.exports.signature import new_signing_key, public_key, sign, signer_of
from dirigo_tui.services.ports import Envelope

VERSION = 1

_SIGNED = ("format", "version", "practice", "created", "from_desk", "counts", "sha256")
"""What a signature is over: all but the payload, which its hash stands for."""

_SIGNATURE = "ed25519"

_LARGEST_INTEGER = 2**63 - 1

T = TypeVar("T")

__all__ = ["canonical", "new_signing_key", "public_key", "unwrap", "wrap"]


def canonical(value: object) -> bytes:
    """The one byte form of a JSON value, which the hash is over.

    UTF-8, keys sorted by code point, no white space, nothing escaped that JSON does not demand.

    Raises:
        ValueError: a number that is not finite, or text with a lone surrogate.
        TypeError: a value JSON does not have.
    """
    return json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    ).encode("utf-8")


def wrap(
    format: EnvelopeFormat,
    payload: Mapping[str, Any],
    *,
    practice: bool,
    created: datetime,
    from_desk: str,
    counts: Mapping[str, int],
    signing_key: str = "",
) -> bytes:
    """The document for a payload of JSON-ready values, which stands in it in canonical form.

    With a ``signing_key`` it is signed.
    """
    body = canonical(payload)
    head: dict[str, Any] = {
        "format": format.value,
        "version": VERSION,
        "practice": practice,
        "created": plain_value(created),
        "from_desk": from_desk,
        "counts": dict(counts),
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    if signing_key:
        head[_SIGNATURE] = sign(signing_key, canonical(head))
    opening = json.dumps(head, ensure_ascii=False, separators=(",", ":")).removesuffix("}")
    return opening.encode("utf-8") + b',"payload":' + body + b"}\n"


def unwrap(document: bytes) -> Envelope:
    """Check a document and take it apart.

    Raises:
        Refused: ``container_newer`` when a later version of the format is needed;
            ``container_content_invalid`` with ``why``: ``not_utf8``, ``not_json``,
            ``duplicate_key``, ``number``, ``nesting``, ``text`` (a lone surrogate), ``counts``
            (they disagree with the payload), ``sha256`` (the payload was altered), ``signature``
            (it is none, or of something else), or the name of the field that is missing or of the
            wrong type.
    """
    try:
        return _checked(_parse(document))
    except RecursionError:
        raise _invalid("nesting") from None
    except UnicodeEncodeError:
        raise _invalid("text") from None


def _invalid(why: str) -> Refused:
    return Refused("container_content_invalid", why=why)


def _parse(document: bytes) -> dict[str, Any]:
    try:
        parsed = json.loads(
            document.decode("utf-8"),
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_float,
            parse_constant=_constant,
        )
    except UnicodeDecodeError:
        raise _invalid("not_utf8") from None
    except ValueError:
        raise _invalid("not_json") from None
    if not isinstance(parsed, dict):
        raise _invalid("not_json")
    return parsed


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two readers may disagree on which of two values counts, so a key stands once."""
    result = dict(pairs)
    if len(result) != len(pairs):
        raise _invalid("duplicate_key")
    return result


def _integer(text: str) -> int:
    # Twenty characters hold every 64-bit integer; longer ones cost time and fit no column.
    if len(text) > 20 or abs(number := int(text)) > _LARGEST_INTEGER:
        raise _invalid("number")
    return number


def _float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _invalid("number")
    return number


def _constant(_name: str) -> NoReturn:
    """``NaN`` and the infinities, which Python reads and JSON does not have."""
    raise _invalid("number")


def _checked(fields: dict[str, Any]) -> Envelope:
    name = _field(fields, "format", str)
    version = _field(fields, "version", int)
    if name.startswith("dirigo.") and version > VERSION:
        raise Refused("container_newer")
    if name not in EnvelopeFormat.__members__.values():
        raise _invalid("format")
    if version != VERSION:
        raise _invalid("version")
    payload: dict[str, Any] = _field(fields, "payload", dict)
    envelope = Envelope(
        format=EnvelopeFormat(name),
        practice=_field(fields, "practice", bool),
        created=_moment(_field(fields, "created", str)),
        from_desk=_field(fields, "from_desk", str),
        counts=_counts(_field(fields, "counts", dict), payload),
        sha256=_field(fields, "sha256", str),
        payload=payload,
    )
    canonical(envelope.from_desk)
    if hashlib.sha256(canonical(payload)).hexdigest() != envelope.sha256:
        raise _invalid("sha256")
    return replace(envelope, signed_by=_signer(fields))


def _signer(fields: dict[str, Any]) -> str:
    """The key that the document is signed with, "" when it is not."""
    if _SIGNATURE not in fields:
        return ""
    signed = canonical({name: fields[name] for name in _SIGNED})
    try:
        return signer_of(fields[_SIGNATURE], signed)
    except ValueError:
        raise _invalid("signature") from None


def _field(fields: dict[str, Any], name: str, kind: type[T]) -> T:
    value = fields.get(name)
    if type(value) is not kind:  # exactly: True is an int to isinstance
        raise _invalid(name)
    return value


def _counts(counts: dict[str, Any], payload: dict[str, Any]) -> dict[str, int]:
    """What the sender says is in there; lists of the payload are counted after."""
    for name, count in counts.items():
        rows = payload.get(name)
        if type(count) is not int or count < 0 or (isinstance(rows, list) and len(rows) != count):
            raise _invalid("counts")
    return counts


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise _invalid("created")
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise _invalid("created") from None
