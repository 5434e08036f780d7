"""Whose record it was, as logs say it: one pseudonym for one person, and no way back without the key.

The key lies in GUITU_HOME/keys, apart from the data: a copied log names nobody.
"""

import base64
import hashlib
import hmac
from uuid import UUID

from django.conf import settings

_PLAIN = str.maketrans("OI", "89")  # base 32 has no 8 and 9; O and I are mistaken for 0 and 1


def of(person_id: UUID) -> UUID:
    """The pseudonym of one person: the first half of an HMAC-SHA-256."""
    return UUID(bytes=_digest(person_id.bytes)[:16])


def in_draw(draw: UUID, person_id: UUID) -> str:
    """What a person is called in one draw: 32 hexadecimal digits, others in every draw."""
    return _digest(b"draw" + draw.bytes + person_id.bytes)[:16].hex()


def of_invitation(campaign: UUID, name: str) -> str:
    """What stands in the address of somebody asked in a survey: 16 letters and digits, easily read.

    ``name`` their pseudonym there. It can be made again from it here, and from nothing anywhere else.
    """
    made = base64.b32encode(_digest(b"survey" + campaign.bytes + name.encode())[:10])
    return made.decode().translate(_PLAIN)


def of_address(address: str, hour: str) -> bytes:
    """A network address within one hour, as a count of callers keeps it."""
    return _digest(f"address {hour} {address}".encode())


def of_device(*traits: str) -> str:
    """A mark of a device by what it says of itself: 16 hexadecimal digits, equal for equal traits."""
    return _digest("\n".join(traits).encode()).hex()[:16]


def _digest(said: bytes) -> bytes:
    return hmac.digest(settings.PSEUDONYM_KEY, said, hashlib.sha256)
