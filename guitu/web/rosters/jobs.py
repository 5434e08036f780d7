"""What the worker does for this screen: look, import, and delete what nobody came back for."""

from uuid import UUID

from procrastinate.contrib.django import app

from guitu.foundation import clock
from guitu.web.rosters import held as waiting
from guitu.web.rosters import work
from guitu.web.rosters.held import Act


@app.task(name="rosters.work")  # type: ignore[untyped-decorator]  # procrastinate types it loosely
def roster(held: str, account: str, act: Act) -> None:
    """Look at a held file, or import it."""
    work.run(UUID(held), UUID(account), act)


@app.periodic(cron="35 * * * *")  # type: ignore[untyped-decorator]  # as above
@app.task(name="rosters.clear_away", queueing_lock="rosters.clear_away")  # type: ignore[untyped-decorator]  # as above
def clear_away(timestamp: int) -> None:
    """Delete what lay for a day. ``timestamp`` is the planned moment, unused."""
    waiting.clear_away(clock.now())
