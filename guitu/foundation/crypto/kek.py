"""Key-encryption keys: they wrap every data key and lie outside the database, in GUITU_HOME/keys.

``kek-current`` names the one that wraps what is made from now on; the others stay as long as something is
wrapped by them. With GUITU_PKCS11 the files are themselves encrypted by a key that never leaves a hardware
module, which is asked once for each file and process, so that a page costs no call to it.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable
from functools import lru_cache
from typing import Protocol

from django.conf import settings

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.crypto import files
from guitu.foundation.crypto.suites import SUITES, Cipher, new_key

_CURRENT = "kek-current"


class Guard(Protocol):
    """Protects the files of keys themselves."""

    def cover(self, secret: bytes) -> bytes:
        """What the file holds."""

    def uncover(self, covered: bytes) -> bytes:
        """The secret again."""


class Plain:
    """The file's own permissions are all that protects it."""

    def cover(self, secret: bytes) -> bytes:
        """The secret itself."""
        return secret

    def uncover(self, covered: bytes) -> bytes:
        """The secret itself."""
        return covered


class KekStore:
    """The key-encryption keys of this installation. Ciphers are kept for the life of the process."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._ciphers: dict[str, Cipher] = {}

    def current(self) -> str:
        """The name of the one that wraps from now on; read anew each time, because others may rotate it."""
        return files.once(_CURRENT, lambda: self._make(settings.GUITU_CIPHER, 1))

    def cipher(self, kek: str) -> Cipher:
        """One of them, by name.

        Raises:
            DomainError: "key.kek-missing": its file is gone; without it what it wrapped cannot be read.
        """
        found = self._ciphers.get(kek)
        if found is None:
            found = self._ciphers[kek] = self._read(kek)
        return found

    def suite(self, kek: str) -> str:
        """The suite of one of them, by name."""
        return self._text(kek).partition(" ")[0]

    def names(self) -> tuple[str, ...]:
        """All of them, the oldest first."""
        found = [path.name for path in files.folder().glob("kek-*") if path.name[4:].isdigit()]
        return tuple(sorted(found, key=lambda name: int(name[4:])))

    def make(self, suite: str) -> str:
        """Make one more and let it wrap from now on; returns its name."""
        latest = self.names()
        made = self._make(suite, int(latest[-1][4:]) + 1 if latest else 1)
        files.replace(_CURRENT, made)
        return made

    def drop(self, kek: str) -> None:
        """Delete the file of one that wraps nothing any more."""
        if kek == self.current():
            raise ValueError("the current one")
        (files.folder() / kek).unlink()
        self._ciphers.pop(kek, None)

    def _make(self, suite: str, number: int) -> str:
        name = f"kek-{number}"

        def fresh() -> str:
            return f"{suite} {b64encode(self._guard.cover(new_key(suite))).decode()}"

        files.once(name, fresh)
        return name

    def _text(self, kek: str) -> str:
        try:
            return (files.folder() / kek).read_text().strip()
        except FileNotFoundError:
            raise DomainError("key.kek-missing", kek=kek) from None

    def _read(self, kek: str) -> Cipher:
        suite, _, covered = self._text(kek).partition(" ")
        return SUITES[suite](self._guard.uncover(b64decode(covered)))


@lru_cache(maxsize=4)
def _store(_home: str, module: str) -> KekStore:
    if not module:
        return KekStore(Plain())
    from guitu.foundation.crypto.pkcs11 import Module  # on demand: needs a package and a device

    return KekStore(Module(module, settings.GUITU_PKCS11_TOKEN))


def store() -> KekStore:
    """The store of this installation.

    Raises:
        DomainError: "key.module-missing", "key.module-refused": the hardware module is set but does not work.
    """
    return _store(str(settings.GUITU_HOME), settings.GUITU_PKCS11)


def wrap_with(kek: str) -> Callable[[bytes, bytes], bytes]:
    """The function that wraps with one of them."""
    return store().cipher(kek).seal
