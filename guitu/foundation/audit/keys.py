"""Signing heads, and checking signatures, by the suite a log was begun with.

A suite names hash and signature. SHA-256 and SM3 are OpenSSL's; Ed25519 is ``cryptography``'s. SM2 signs only
where a certified module is plugged in: ``cryptography`` has none, and we do not write signatures ourselves.
"""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from guitu.domain.kernel.errors import DomainError
from guitu.domain.ledger.tree import Hash

HASHES = ("sha256", "sm3")
SIGNATURES = ("ed25519", "sm2")
Secret = Callable[[str], str]  # a secret by its name, made at random the first time


class Signer(Protocol):
    """A private key, wherever it lies. ``public`` the key that checks, base64."""

    @property
    def public(self) -> str:
        """The public key, base64."""

    def sign(self, said: bytes) -> bytes:
        """The signature over ``said``."""


@dataclass(frozen=True)
class Ed25519:
    """A key of ours, made of a random secret."""

    key: Ed25519PrivateKey

    @classmethod
    def of(cls, secret: str) -> "Ed25519":
        """The key that a secret stands for, always the same."""
        return cls(Ed25519PrivateKey.from_private_bytes(hashlib.sha256(secret.encode()).digest()))

    @property
    def public(self) -> str:
        """The public key, base64."""
        return b64encode(self.key.public_key().public_bytes_raw()).decode()

    def sign(self, said: bytes) -> bytes:
        """The signature over ``said``."""
        return self.key.sign(said)


# Where a deployment has a certified module, it registers here what makes a signer and what checks.
SM2: Mapping[str, Callable[..., object]] = {}


def signer(signature: str, secret: str) -> Signer:
    """The key that signs.

    Raises:
        DomainError: "audit-log.no-sm2": no module for SM2 is plugged in; "audit-log.suite": no such.
    """
    _known(signature, SIGNATURES)
    if signature == "ed25519":
        return Ed25519.of(secret)
    if "signer" not in SM2:
        raise DomainError("audit-log.no-sm2")
    made: Signer = SM2["signer"](secret)  # type: ignore[assignment]  # the module's promise
    return made


def verifies(suite: str, public: str, said: bytes, signature: bytes) -> bool:
    """Whether the holder of ``public`` signed ``said``.

    Raises:
        DomainError: "audit-log.no-sm2", "audit-log.suite".
    """
    kind = suite.partition("-")[2]
    _known(kind, SIGNATURES)
    if kind == "sm2":
        if "verifies" not in SM2:
            raise DomainError("audit-log.no-sm2")
        return bool(SM2["verifies"](public, said, signature))
    try:
        Ed25519PublicKey.from_public_bytes(b64decode(public)).verify(signature, said)
    except (InvalidSignature, ValueError):
        return False
    return True


def hash_of(suite: str) -> Hash:
    """The hash of a suite.

    Raises:
        DomainError: "audit-log.suite": no such hash.
    """
    name = suite.partition("-")[0]
    _known(name, HASHES)
    return lambda said: hashlib.new(name, said).digest()


def _known(name: str, names: tuple[str, ...]) -> None:
    if name not in names:
        raise DomainError("audit-log.suite", name=name, known=", ".join(names))
