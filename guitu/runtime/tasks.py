"""Background work that runs by the clock."""

from procrastinate.contrib.django import app

from guitu.foundation.clock import now, today

NIGHTLY = "10 19 * * *"  # in UTC: 03:10 in Beijing, when nobody works and the new day has begun


OUTBOX = "*/10 * * * *"  # messages queued since are on their way within minutes


@app.periodic(cron=OUTBOX)  # type: ignore[untyped-decorator]  # procrastinate types it loosely
@app.task(queueing_lock="outbox", lock="outbox")  # type: ignore[untyped-decorator]  # as above
def outbox(timestamp: int) -> None:
    """Send what waits in the outbox. ``timestamp`` is the planned moment, unused."""
    from guitu.workflows.send_messages import send_due

    send_due(at=now())


@app.periodic(cron=NIGHTLY)  # type: ignore[untyped-decorator]  # procrastinate types it loosely
@app.task(queueing_lock="nightly")  # type: ignore[untyped-decorator]  # as above
def nightly(timestamp: int) -> None:
    """Do the night's work for the day that has begun. ``timestamp`` is the planned moment, unused."""
    from guitu.workflows.nightly import run_night

    run_night(on=today())
