"""Background work that runs by the clock."""

from procrastinate.contrib.django import app

from guitu.foundation.clock import now, today

NIGHTLY = "10 19 * * *"  # in UTC: 03:10 in Beijing, when nobody works and the new day has begun


FEEDS = "40 20 * * *"  # in UTC: 04:40 in Beijing, after the night's work
OUTBOX = "*/10 * * * *"  # messages queued since are on their way within minutes


@app.periodic(cron=OUTBOX)  # type: ignore[untyped-decorator]  # procrastinate types it loosely
@app.task(queueing_lock="outbox", lock="outbox")  # type: ignore[untyped-decorator]  # as above
def outbox(timestamp: int) -> None:
    """Send what waits in the outbox. ``timestamp`` is the planned moment, unused."""
    from guitu.workflows.send_messages import send_due

    send_due(at=now())


@app.periodic(cron=FEEDS)  # type: ignore[untyped-decorator]  # procrastinate types it loosely
@app.task(name="vacancies.fetch", queueing_lock="vacancies.fetch", lock="vacancies.fetch")  # type: ignore[untyped-decorator]  # as above
def fetch_vacancies(timestamp: int) -> None:
    """Ask the HR bureau's feed, where one is connected. ``timestamp`` is the planned moment, unused."""
    from guitu.exchange.partners import vacancy_feed

    if vacancy_feed.is_connected():
        vacancy_feed.fetch(by=None, at=now())


@app.periodic(cron=NIGHTLY)  # type: ignore[untyped-decorator]  # procrastinate types it loosely
@app.task(queueing_lock="nightly")  # type: ignore[untyped-decorator]  # as above
def nightly(timestamp: int) -> None:
    """Do the night's work for the day that has begun. ``timestamp`` is the planned moment, unused."""
    from guitu.workflows.nightly import run_night

    run_night(on=today())
