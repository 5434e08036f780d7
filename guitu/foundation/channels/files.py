"""The channel of a house without a gateway: one file a message in GUITU_HOME/outbox, to be sent by hand.

A file holds the address and the text as they are, so only the owner of the process may read it, and the night
deletes it. The name is the message's id: written twice, it is one file.
"""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from guitu.foundation.channels.parcel import LaterError, Parcel


def deliver(parcel: Parcel) -> None:
    """Write the parcel down.

    Raises:
        LaterError: the folder cannot be written.
    """
    try:
        place = _folder(Path(settings.GUITU_HOME)) / f"{parcel.id}.txt"
        draft = place.with_suffix(".new")
        draft.touch(mode=0o600)
        draft.write_text(f"{parcel.sender}\n{parcel.address}\n\n{parcel.text}\n", encoding="utf-8")
        draft.replace(place)
    except OSError as error:
        raise LaterError(type(error).__name__) from error


def _folder(home: Path) -> Path:
    folder = home / "outbox"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def discard_older(home: Path, than: timedelta, *, at: datetime) -> int:
    """Delete what has lain longer; how many."""
    old = [
        one
        for one in (home / "outbox").glob("*")
        if at.timestamp() - one.stat().st_mtime > than.total_seconds()
    ]
    for one in old:
        one.unlink(missing_ok=True)
    return len(old)
