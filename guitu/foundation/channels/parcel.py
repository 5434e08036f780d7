"""What every channel gets, and the two ways it can fail."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message to one address. ``id`` the same at every try. The repr shows neither address nor text."""

    id: UUID
    address: str = field(repr=False)
    text: str = field(repr=False)
    sender: str = ""


class LaterError(Exception):
    """The channel could not take it now; its message holds no address and no text."""


class RefusedError(Exception):
    """The channel will never take it."""
