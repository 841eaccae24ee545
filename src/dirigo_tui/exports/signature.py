"""Ed25519 signatures of documents, so that a receiver knows a desk again (docs/formats.md).

Keys and signatures are lower-case hexadecimal here and in the documents.
"""

from __future__ import annotations

import re
from typing import Final

_CONTEXT: Final = b"dirigo.envelope signature 1\n"
"""Before what is signed, so that a signature means this and nothing else."""

_PUBLIC_KEY: Final = re.compile("[0-9a-f]{64}")
_SIGNATURE: Final = re.compile("[0-9a-f]{128}")


def new_signing_key() -> str:
    """A fresh secret key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.generate().private_bytes_raw().hex()


def public_key(signing_key: str) -> str:
    """The public key of a secret one."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(signing_key))
    return key.public_key().public_bytes_raw().hex()


def sign(secret: str, message: bytes) -> dict[str, str]:
    """The signature of a message as it stands in a document."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))
    return {"key": public_key(secret), "value": key.sign(_CONTEXT + message).hex()}


def signer_of(signature: object, message: bytes) -> str:
    """The public key that a message is signed with.

    Raises:
        ValueError: it is no signature, or not of this message.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key, value = _parts(signature)
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(value), _CONTEXT + message)
    except (InvalidSignature, TypeError):
        raise ValueError("signature") from None
    return key


def _parts(signature: object) -> tuple[str, str]:
    """Key and signature. Raises TypeError or ValueError when there is anything else."""
    if not isinstance(signature, dict) or set(signature) != {"key", "value"}:
        raise TypeError
    key, value = signature["key"], signature["value"]
    if not _PUBLIC_KEY.fullmatch(key) or not _SIGNATURE.fullmatch(value):
        raise ValueError
    return key, value
