"""Whose record it was, as logs say it: one pseudonym for one person, and no way back without the key.

The key lies in GUITU_HOME/keys, apart from the data: a copied log names nobody.
"""

import hashlib
import hmac
from uuid import UUID

from django.conf import settings


def of(person_id: UUID) -> UUID:
    """The pseudonym of one person: the first half of an HMAC-SHA-256."""
    return UUID(bytes=_digest(person_id.bytes)[:16])


def in_draw(draw: UUID, person_id: UUID) -> str:
    """What a person is called in one draw: 32 hexadecimal digits, others in every draw."""
    return _digest(b"draw" + draw.bytes + person_id.bytes)[:16].hex()


def of_device(*traits: str) -> str:
    """A mark of a device by what it says of itself: 16 hexadecimal digits, equal for equal traits."""
    return _digest("\n".join(traits).encode()).hex()[:16]


def _digest(said: bytes) -> bytes:
    return hmac.digest(settings.PSEUDONYM_KEY, said, hashlib.sha256)
