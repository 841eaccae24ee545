"""A second implementation of age with a passphrase, after the specification, cheap on purpose.

pyrage always takes a second or more to seal with a passphrase; tests that only need such a
container take one of these.
"""

from base64 import b64encode

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

FILE_KEY = bytes(range(16))
SALT = bytes(range(16, 32))
NONCE = bytes(range(32, 48))
ONE_CHUNK = 64 * 1024


def unpadded(value: bytes) -> bytes:
    return b64encode(value).rstrip(b"=")


def derived(salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(FILE_KEY)


def seal(content: bytes, passphrase: str, work_factor: int = 2) -> bytes:
    """A container of one chunk; the keys are fixed, so the same input gives the same bytes."""
    assert len(content) <= ONE_CHUNK
    scrypt = Scrypt(
        salt=b"age-encryption.org/v1/scrypt" + SALT, length=32, n=2**work_factor, r=8, p=1
    )
    wrapping = ChaCha20Poly1305(scrypt.derive(passphrase.encode()))
    header = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (
        unpadded(SALT),
        work_factor,
        unpadded(wrapping.encrypt(bytes(12), FILE_KEY, None)),
    )
    mac = HMAC(derived(b"", b"header"), SHA256())
    mac.update(header)
    last_chunk = bytes(11) + b"\x01"
    body = ChaCha20Poly1305(derived(NONCE, b"payload")).encrypt(last_chunk, content, None)
    return header + b" " + unpadded(mac.finalize()) + b"\n" + NONCE + body
