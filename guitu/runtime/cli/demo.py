"""``demo``: the county of made-up people that ``bin/serve`` shows on its first start."""

import os
import time
from contextlib import suppress

import click

from guitu.config import env, home
from guitu.runtime.cli.frame import with_django
from guitu.runtime.say import MachineError, both, say


@click.command()
@click.option(
    "--people", default=1000, show_default=True, type=click.IntRange(1, 40_000), help="人数 · how many people"
)
@click.option("--seed", default=2026, show_default=True, help="随机种子 · same seed and day, same county")
@click.option(
    "--yes-add",
    "add",
    is_flag=True,
    help="库中已有人员也照样添加 · also where the database holds people already",
)
def command(*, people: int, seed: int, add: bool) -> None:
    """建立演示县 · Make the demo county: units, staff, files of made-up people over four years.

    人物均为虚构：身份证号以 99 开头，电话以 12 开头。GUITU_DEMO=0 时拒绝。
    Everybody is made up: ids begin 99, phones begin 12. Refuses when GUITU_DEMO=0.
    """
    refuse_unless_demo()
    _make(people=people, seed=seed, add=add)


def refuse_unless_demo() -> None:
    """Made-up people only where nobody said that real ones will come; from here on this process is a demo's.

    Raises:
        MachineError: GUITU_DEMO=0.
    """
    if not env.flag("GUITU_DEMO", default=True):
        raise MachineError(
            "GUITU_DEMO=0：这里存放真实人员的资料，不建立虚构人员。",
            "GUITU_DEMO=0: real people's files live here; no made-up people are added.",
        )
    os.environ["GUITU_DEMO"] = "1"  # before the settings are read: the rulebook's packs count as adopted


@with_django
def _make(*, people: int, seed: int, add: bool) -> None:
    from guitu.domain.kernel.errors import DomainError
    from guitu.foundation.clock import today
    from guitu.runtime.demo.appointments import make_appointments
    from guitu.runtime.demo.areas import make_area
    from guitu.runtime.demo.families import make_families
    from guitu.runtime.demo.giving import make_giving
    from guitu.runtime.demo.healing import make_healing
    from guitu.runtime.demo.honoured import make_honours
    from guitu.runtime.demo.jobs import make_jobs
    from guitu.runtime.demo.letters import make_letters
    from guitu.runtime.demo.making import make_demo
    from guitu.runtime.demo.moves import make_moves
    from guitu.runtime.demo.referrals import make_referrals
    from guitu.runtime.demo.releases import make_releases
    from guitu.runtime.demo.services import make_services
    from guitu.runtime.demo.surveys import make_surveys
    from guitu.runtime.demo.work import make_work

    begun = time.monotonic()
    try:
        made = make_demo(people=people, seed=seed, on=today(), mark=home.demo_mark(), add=add)
        make_releases(on=today(), seed=seed)
        make_appointments(on=today())
        make_moves(on=today())
        make_healing(on=today())
        make_letters(on=today())
        make_services(on=today())
        make_jobs(on=today())
        make_work(on=today())
        make_referrals(on=today())
        make_giving(on=today())
        make_families(on=today())
        make_honours(on=today())
        make_surveys(on=today())
        make_area(on=today())
    except DomainError as error:
        raise _refusal(error) from error
    seconds = time.monotonic() - begun
    rows = f"{made.people:,} / {made.entries:,} / {made.duties:,}"
    say(
        both(
            f"演示县已建成：人员/记录/任务 {rows}，{seconds:.0f} 秒。",
            f"The demo county stands: people/entries/duties {rows}, {seconds:.0f} s.",
        )
    )
    say(both(f"登录名和密码在 {home.demo_mark()}", "The sign-ins are in that file; bin/serve prints them."))
    _ask_for_the_nights_work()


def _ask_for_the_nights_work() -> None:
    """What ended in the made-up years is sealed by the night's work, which the worker does at once."""
    from procrastinate.exceptions import AlreadyEnqueued

    from guitu.runtime.tasks import nightly

    with suppress(AlreadyEnqueued):
        nightly.defer(timestamp=0)


def _refusal(error: Exception) -> Exception:
    code = getattr(error, "code", "")
    if code == "demo.not-empty":
        return MachineError(
            "数据库中已有人员，没有改动。确实要添加演示县时，请加 --yes-add。",
            "The database holds people already; nothing was changed. Add the demo county with --yes-add.",
        )
    if code == "demo.already-there":
        return MachineError(
            "演示县的人员已在库中，没有改动。要另一批人，请换 --seed 和 --on。",
            "The demo county's people are there already; nothing was changed.",
        )
    return error
