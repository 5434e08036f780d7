"""The ways a message leaves the house, one adapter each; which are connected is the operator's setting.

Owns no table and knows no person: it gets a parcel (an id, an address, a text) and either sends it or says
whether trying later could help. The id goes along, so that a gateway that was reached twice sends once.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from guitu.domain.outreach import Channel
from guitu.foundation.channels import files, mail, sms
from guitu.foundation.channels.parcel import LaterError, Parcel, RefusedError

__all__ = ["LaterError", "Parcel", "RefusedError", "connected", "deliver", "discard_older"]

_ADAPTERS: Mapping[Channel, Callable[[Parcel], None]] = {
    Channel.FILE: files.deliver,
    Channel.SMS: sms.deliver,
    Channel.MAIL: mail.deliver,
}


def connected() -> tuple[Channel, ...]:
    """The channels that reach a phone or a mailbox; the file alone where none is connected.

    A house of made-up people reaches nobody outside, whatever is set.
    """
    if settings.GUITU_DEMO:
        return (Channel.FILE,)
    found = []
    if settings.GUITU_CHANNEL_SMS is not None:
        found.append(Channel.SMS)
    if settings.GUITU_CHANNEL_MAIL is not None:
        found.append(Channel.MAIL)
    return tuple(found) or (Channel.FILE,)


def deliver(channel: Channel, parcel: Parcel) -> None:
    """Send one parcel. Outside of any transaction: it may take seconds.

    Raises:
        LaterError: the channel could not take it now.
        RefusedError: it never will.
    """
    _ADAPTERS[channel](parcel)


def discard_older(than: timedelta, *, at: datetime) -> int:
    """Delete files of messages that have lain longer; how many."""
    return files.discard_older(Path(settings.GUITU_HOME), than, at=at)
