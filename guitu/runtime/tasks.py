"""Background work that runs by the clock."""

from procrastinate.contrib.django import app

from guitu.foundation.clock import today

NIGHTLY = "10 19 * * *"  # in UTC: 03:10 in Beijing, when nobody works and the new day has begun


@app.periodic(cron=NIGHTLY)  # type: ignore[untyped-decorator]  # procrastinate types it loosely
@app.task(queueing_lock="nightly")  # type: ignore[untyped-decorator]  # as above
def nightly(timestamp: int) -> None:
    """Do the night's work for the day that has begun. ``timestamp`` is the planned moment, unused."""
    from guitu.workflows.nightly import run_night

    run_night(on=today())
