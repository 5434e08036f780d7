"""The two ways to seal: AES-256-GCM and SM4-GCM. Each sealed text says which, so both are read side by side.

A sealed text is version (1 byte), suite (1 byte), nonce (12 bytes, random), ciphertext, tag (16 bytes). What
it is bound to (table, column, row, person) is authenticated beside it and stored nowhere. Nonces are random:
under one data key lie a file's few hundred texts, under a key-encryption key a few million wrapped keys, far
below the 2^32 that NIST SP 800-38D (8.3) allows for random nonces.
"""

from os import urandom
from typing import ClassVar, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher as _Way
from cryptography.hazmat.primitives.ciphers import algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from guitu.domain.kernel.errors import DomainError

OVERHEAD = 30
"""Bytes that sealing adds."""


class Cipher(Protocol):
    """One key, ready for use."""

    def seal(self, text: bytes, bound: bytes, nonce: bytes | None = None) -> bytes:
        """The text sealed; only who says the same ``bound`` opens it.

        ``nonce`` twelve bytes of the system's chance that nobody used, None draws them here.
        """

    def open(self, sealed: bytes, bound: bytes) -> bytes:
        """The text again.

        Raises:
            DomainError: "secret.damaged": changed, moved to another place, or sealed with another key.
        """


class Aes256Gcm:
    """AES-256 in Galois counter mode (NIST SP 800-38D)."""

    mark: ClassVar[bytes] = b"\x01a"
    key_bytes: ClassVar[int] = 32
    __slots__ = ("_gcm",)

    def __init__(self, key: bytes) -> None:
        self._gcm = AESGCM(key)

    def seal(self, text: bytes, bound: bytes, nonce: bytes | None = None) -> bytes:
        """As ``Cipher`` says."""
        nonce = nonce or urandom(12)
        return b"\x01a" + nonce + self._gcm.encrypt(nonce, text, bound)

    def open(self, sealed: bytes, bound: bytes) -> bytes:
        """As ``Cipher`` says."""
        if not sealed.startswith(b"\x01a") or len(sealed) < OVERHEAD:
            raise DomainError("secret.damaged")
        try:
            return self._gcm.decrypt(sealed[2:14], sealed[14:], bound)
        except InvalidTag:
            raise DomainError("secret.damaged") from None


class Sm4Gcm:
    """SM4 (GB/T 32907-2016) in Galois counter mode, as RFC 8998 uses it."""

    mark: ClassVar[bytes] = b"\x01s"
    key_bytes: ClassVar[int] = 16
    __slots__ = ("_algorithm",)

    def __init__(self, key: bytes) -> None:
        self._algorithm = algorithms.SM4(key)

    def seal(self, text: bytes, bound: bytes, nonce: bytes | None = None) -> bytes:
        """As ``Cipher`` says."""
        nonce = nonce or urandom(12)
        way = _Way(self._algorithm, modes.GCM(nonce)).encryptor()
        way.authenticate_additional_data(bound)
        return b"\x01s" + nonce + way.update(text) + way.finalize() + way.tag

    def open(self, sealed: bytes, bound: bytes) -> bytes:
        """As ``Cipher`` says."""
        if not sealed.startswith(b"\x01s") or len(sealed) < OVERHEAD:
            raise DomainError("secret.damaged")
        way = _Way(self._algorithm, modes.GCM(sealed[2:14], sealed[-16:])).decryptor()
        way.authenticate_additional_data(bound)
        try:
            return way.update(sealed[14:-16]) + way.finalize()
        except InvalidTag:
            raise DomainError("secret.damaged") from None


SUITES: dict[str, type[Aes256Gcm] | type[Sm4Gcm]] = {"aes": Aes256Gcm, "sm4": Sm4Gcm}


def new_key(suite: str) -> bytes:
    """A key at random, as long as the suite wants it."""
    return urandom(SUITES[suite].key_bytes)
