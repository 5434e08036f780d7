"""A hardware module guards the files of the key-encryption keys (PKCS#11).

The module holds one AES key labelled ``guitu`` that never leaves it. The package python-pkcs11 is not among
Guitu's own: whoever has a module installs it. Tried against SoftHSM, not a device; see docs/security.md.
"""

import hashlib
from importlib import import_module
from threading import Lock
from typing import Any

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.crypto import files

LABEL = "guitu"
_PIN = "pkcs11-pin"
_IV = 16
# pages come on several threads, and a module need not bear two of them, in one session or in two
_one_at_a_time = Lock()


class Module:
    """The module at ``path``, its token called ``token``; the PIN lies in GUITU_HOME/keys/pkcs11-pin."""

    def __init__(self, path: str, token: str) -> None:
        try:
            package: Any = import_module("pkcs11")
        except ModuleNotFoundError:
            raise DomainError("key.module-missing") from None
        self._refusals = (
            package.exceptions.EncryptedDataInvalid,
            package.exceptions.EncryptedDataLenRange,
            package.exceptions.GeneralError,
        )
        try:
            pin = (files.folder() / _PIN).read_text().strip()
            with _one_at_a_time:
                self._session = _opened(package, package.lib(path).get_token(token_label=token), pin)
                self._key = self._session.get_key(object_class=package.ObjectClass.SECRET_KEY, label=LABEL)
        except (OSError, RuntimeError, package.PKCS11Error) as error:
            raise DomainError("key.module-refused", reason=type(error).__name__) from error

    def cover(self, secret: bytes) -> bytes:
        """IV and ciphertext; a digest inside tells a wrong key from a right one."""
        held = hashlib.sha256(secret).digest() + secret
        with _one_at_a_time:
            iv: bytes = self._session.generate_random(8 * _IV)
            return iv + bytes(self._key.encrypt(held, mechanism_param=iv))

    def uncover(self, covered: bytes) -> bytes:
        """The secret again.

        Raises:
            DomainError: "secret.damaged".
        """
        try:
            with _one_at_a_time:
                held = bytes(self._key.decrypt(covered[_IV:], mechanism_param=covered[:_IV]))
        except self._refusals:  # its padding is wrong
            raise DomainError("secret.damaged") from None
        if hashlib.sha256(held[32:]).digest() != held[:32]:
            raise DomainError("secret.damaged")
        return held[32:]


def _opened(package: Any, token: Any, pin: str) -> Any:
    """A session; a second one of the same process stands on the first one's signing in."""
    try:
        return token.open(user_pin=pin)
    except package.exceptions.UserAlreadyLoggedIn:
        return token.open()
