"""Look-up values: what a name, a phone or an identity number is found by, without saying what it is.

HMAC under a key per kind that lies in GUITU_HOME/keys; without the key nobody can try names. SHA-256, or SM3
where GUITU_CIPHER was sm4 when the installation first wrote one: that is recorded and never mixed, because
the same name must always give the same value.
"""

import hmac
from functools import lru_cache
from secrets import token_hex

from django.conf import settings

from guitu.foundation.crypto import files

SHORT = 16  # bytes of a token; two of a million names meet by chance once in 10^26
_KEY_BYTES = 32


@lru_cache(maxsize=32)
def _key(_home: str, kind: str) -> bytes:
    return bytes.fromhex(files.once(f"index-{kind}", lambda: token_hex(_KEY_BYTES)))


@lru_cache(maxsize=4)
def _hash(_home: str) -> str:
    return files.once("index-hash", lambda: "sm3" if settings.GUITU_CIPHER == "sm4" else "sha256")


def token(kind: str, text: str) -> bytes:
    """16 bytes to find somebody by; equal texts of one kind give equal bytes."""
    home = str(settings.GUITU_HOME)
    return hmac.digest(_key(home, kind), text.encode(), _hash(home))[:SHORT]


def unique(kind: str, text: str) -> bytes:
    """32 bytes that stand for ``text`` in a unique index."""
    home = str(settings.GUITU_HOME)
    return hmac.digest(_key(home, kind), text.encode(), _hash(home))
