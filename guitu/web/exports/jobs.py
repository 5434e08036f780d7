"""What the worker does for this screen: make the tables, and delete what nobody fetched."""

from uuid import UUID

from procrastinate.contrib.django import app

from guitu.casework.exports.queries import export
from guitu.exchange.exporters import requests
from guitu.foundation import clock
from guitu.foundation.accounts.queries import display_names
from guitu.web.exports import words


@app.task(name="exports.make")  # type: ignore[untyped-decorator]  # procrastinate types it loosely
def make(wanted: str) -> None:
    """Make one table."""
    row = export(UUID(wanted))
    asker = display_names([row.asked_by]).get(row.asked_by, "")
    requests.make(row.id, words=words.words(), notice=words.notice(row, asker), at=clock.now())


@app.periodic(cron="25 * * * *")  # type: ignore[untyped-decorator]  # as above
@app.task(name="exports.clear_away", queueing_lock="exports.clear_away")  # type: ignore[untyped-decorator]  # as above
def clear_away(timestamp: int) -> None:
    """Delete what lay for a day. ``timestamp`` is the planned moment, unused."""
    requests.clear_away(at=clock.now())
