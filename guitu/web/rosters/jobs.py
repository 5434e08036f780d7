"""What the worker does for this screen."""

from uuid import UUID

from procrastinate.contrib.django import app

from guitu.web.rosters import work
from guitu.web.rosters.held import Act


@app.task(name="rosters.work")  # type: ignore[untyped-decorator]  # procrastinate types it loosely
def roster(held: str, account: str, act: Act) -> None:
    """Look at a held file, or import it."""
    work.run(UUID(held), UUID(account), act)
