"""A hardware module guards the files of the key-encryption keys (PKCS#11).

The module holds one AES key labelled ``guitu`` that never leaves it. The package python-pkcs11 is not among
Guitu's own: whoever has a module installs it. Not tried against a real device; see docs/security.md.
"""

import hashlib
from importlib import import_module
from typing import Any

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.crypto import files

LABEL = "guitu"
_PIN = "pkcs11-pin"
_IV = 16


class Module:
    """The module at ``path``, its token called ``token``; the PIN lies in GUITU_HOME/keys/pkcs11-pin."""

    def __init__(self, path: str, token: str) -> None:
        try:
            package: Any = import_module("pkcs11")
        except ModuleNotFoundError:
            raise DomainError("key.module-missing") from None
        try:
            pin = (files.folder() / _PIN).read_text().strip()
            self._session = package.lib(path).get_token(token_label=token).open(user_pin=pin)
            self._key = self._session.get_key(object_class=package.ObjectClass.SECRET_KEY, label=LABEL)
        except (OSError, RuntimeError, package.PKCS11Error) as error:
            raise DomainError("key.module-refused", reason=type(error).__name__) from error

    def cover(self, secret: bytes) -> bytes:
        """IV and ciphertext; a digest inside tells a wrong key from a right one."""
        iv: bytes = self._session.generate_random(8 * _IV)
        held = hashlib.sha256(secret).digest() + secret
        return iv + bytes(self._key.encrypt(held, mechanism_param=iv))

    def uncover(self, covered: bytes) -> bytes:
        """The secret again.

        Raises:
            DomainError: "secret.damaged".
        """
        held = bytes(self._key.decrypt(covered[_IV:], mechanism_param=covered[:_IV]))
        if hashlib.sha256(held[32:]).digest() != held[:32]:
            raise DomainError("secret.damaged")
        return held[32:]
