"""The installation's own key: for what is secret but belongs to nobody in particular.

Names of imported files, a roster that waits for its import. The key lies wrapped in GUITU_HOME/keys, one file
for each suite that was ever selected; destroying one person's keys leaves it alone.
"""

import json
from base64 import b64decode, b64encode
from functools import lru_cache

from django.conf import settings

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.crypto import files, kek
from guitu.foundation.crypto.suites import SUITES, Cipher, new_key

_BOUND = b"installation"


def seal(text: bytes, bound: bytes) -> bytes:
    """``text`` sealed with the key of the suite now selected, bound to ``bound`` (its place and row)."""
    return _cipher(str(settings.GUITU_HOME), settings.GUITU_CIPHER).seal(text, bound)


def unseal(sealed: bytes | memoryview, bound: bytes) -> bytes:
    """The text again.

    Raises:
        DomainError: "secret.damaged".
    """
    for name, suite in SUITES.items():
        if bytes(sealed[:2]) == suite.mark:
            return _cipher(str(settings.GUITU_HOME), name).open(bytes(sealed), bound)
    raise DomainError("secret.damaged")


@lru_cache(maxsize=8)
def _cipher(_home: str, suite: str) -> Cipher:
    def fresh() -> str:
        by = kek.store().current()
        return _said(by, kek.store().cipher(by).seal(new_key(suite), _BOUND + suite.encode()))

    held = json.loads(files.once(_file(suite), fresh))
    wrapped = b64decode(held["wrapped"])
    return SUITES[suite](kek.store().cipher(held["kek"]).open(wrapped, _BOUND + suite.encode()))


def rewrap(to: str) -> None:
    """Wrap the installation's keys with another key-encryption key."""
    for suite in SUITES:
        path = files.folder() / _file(suite)
        if not path.exists():
            continue
        held = json.loads(path.read_text())
        bound = _BOUND + suite.encode()
        key = kek.store().cipher(held["kek"]).open(b64decode(held["wrapped"]), bound)
        files.replace(path.name, _said(to, kek.store().cipher(to).seal(key, bound)))


def _file(suite: str) -> str:
    return f"installation-{suite}"


def _said(by: str, wrapped: bytes) -> str:
    return json.dumps({"kek": by, "wrapped": b64encode(wrapped).decode()})
