"""UUID version 7 (RFC 9562) from given values: ids that sort by the moment they were made.

Pure: the moment and the chance come from outside, so an author's device, a test and the demo make the same id
from the same values.
"""

from uuid import UUID

RANDOM_BITS = 74
_LOW_BITS = 62
_VERSION = 0x7 << 76
_VARIANT = 0b10 << _LOW_BITS
_MAX_MS = 1 << 48


def uuid7(moment_ms: int, random_bits: int) -> UUID:
    """The id made at ``moment_ms`` (milliseconds since 1970, UTC) with 74 random bits.

    With the same moment, a larger ``random_bits`` sorts later.

    Raises:
        ValueError: a moment outside 48 bits or more than 74 random bits.

    >>> uuid7(1_700_000_000_000, 0)
    UUID('018bcfe5-6800-7000-8000-000000000000')
    """
    if not 0 <= moment_ms < _MAX_MS:
        raise ValueError("the moment does not fit 48 bits")
    if not 0 <= random_bits < 1 << RANDOM_BITS:
        raise ValueError("the random bits do not fit 74 bits")
    high, low = random_bits >> _LOW_BITS, random_bits & ((1 << _LOW_BITS) - 1)
    return UUID(int=moment_ms << 80 | _VERSION | high << 64 | _VARIANT | low)


def moment_ms(value: UUID) -> int:
    """The milliseconds since 1970 at which a version 7 id was made.

    >>> moment_ms(uuid7(1_700_000_000_000, 5))
    1700000000000
    """
    return value.int >> 80
