"""``nightly``: the night's work, now."""

import click

from guitu.runtime.cli.frame import with_django
from guitu.runtime.say import say


@click.command()
@with_django
def command() -> None:
    """立即执行夜间任务 · Run the nightly work now. Harmless to repeat."""
    from guitu.foundation.clock import today
    from guitu.workflows.nightly import run_night

    run_night(on=today())
    say("夜间任务已完成。The night's work is done.")
