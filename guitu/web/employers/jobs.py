"""What the worker does for this screen: asking the HR bureau's feed, each night and on request."""

from uuid import UUID

from procrastinate.contrib.django import app

from guitu.exchange.partners import vacancy_feed
from guitu.foundation import clock

NIGHT = "40 20 * * *"  # in UTC: 04:40 in Beijing, after the night's work


@app.periodic(cron=NIGHT)  # type: ignore[untyped-decorator]  # procrastinate types it loosely
@app.task(name="vacancies.night", queueing_lock="vacancies.night", lock="vacancies")  # type: ignore[untyped-decorator]  # as above
def night(timestamp: int) -> None:
    """Ask the feed, where one is connected. ``timestamp`` is the planned moment, unused."""
    if vacancy_feed.is_connected():
        vacancy_feed.fetch(by=None, at=clock.now())


@app.task(name="vacancies.fetch", queueing_lock="vacancies.fetch", lock="vacancies")  # type: ignore[untyped-decorator]  # as above
def fetch(account: str) -> None:
    """Ask the feed because somebody wants it now."""
    if vacancy_feed.is_connected():
        vacancy_feed.fetch(by=UUID(account), at=clock.now())
