"""``rebuild``: derive everybody's duties and phases anew, on both cores."""

import json
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context

import click

from guitu.runtime.cli.frame import with_django
from guitu.runtime.framework import set_up_django
from guitu.runtime.say import say


@click.command()
@click.option(
    "--processes",
    default=2,
    show_default=True,
    type=click.IntRange(1, 64),
    help="进程数 · how many processes share the work",
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON · print JSON")
@with_django
def command(*, processes: int, as_json: bool) -> None:
    """重建所有推算出的任务和出所后的结果 · Derive everybody anew from the journal and the rulebooks.

    The digest depends on entries, rules and day only: two runs, or one and two processes, give the same.
    """
    from guitu.casework.agenda.queries import digest
    from guitu.casework.outcomes.queries import digest as releases_digest
    from guitu.foundation.clock import today

    shares = [(which, processes) for which in range(processes)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=set_up_django) as pool:
        parts = list(pool.map(_share, shares, [today()] * processes))
    people, duties = sum(part[0] for part in parts), sum(part[1] for part in parts)
    done = {"people": people, "duties": duties, "digest": digest(), "releases": releases_digest()}
    if as_json:
        click.echo(json.dumps(done))
    else:
        say(f"已重建 {people} 人的 {duties} 项任务。Rebuilt {duties} duties of {people} people.")


def _share(share: tuple[int, int], on: date) -> tuple[int, int]:
    from guitu.workflows.rebuild import rebuild

    done = rebuild(on=on, share=share)
    return done.people, done.duties
