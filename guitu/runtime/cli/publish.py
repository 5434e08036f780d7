"""``publish``: put a quarter's figures on the page without sign-in, protected, once."""

import click

from guitu.config.home import home
from guitu.runtime.cli.frame import with_django
from guitu.runtime.say import MachineError, say


@click.command()
@click.option("--quarter", default="", help="如 2026q3；不写就是刚结束的一季 · as 2026q3; the last one ended")
@with_django
def command(*, quarter: str) -> None:
    """公布一个季度的数据 · Publish a quarter's figures on /public/figures.

    数字来自最新的统计快照：小于 8 的不写，其余四舍五入到 5；同一季度只公布一次，之后不再改动。
    They come from the latest snapshot: counts below 8 are hidden, the rest is rounded to 5; once a quarter.
    """
    from guitu.analytics.columns.reading import opened
    from guitu.analytics.columns.writing import snapshots
    from guitu.analytics.outward import cells, only_known
    from guitu.casework.publications.commands import publish
    from guitu.domain.disclosure.quarters import quarter_from, quarter_of
    from guitu.domain.kernel.errors import DomainError
    from guitu.foundation.clock import now, today

    wanted = quarter_from(quarter) if quarter else quarter_of(today()).before
    if wanted.last >= today():
        raise DomainError("quarter.not-over", quarter=wanted.code)
    folder = next(iter(snapshots(home() / "snapshots")), None)
    if folder is None or folder.name <= wanted.last.isoformat():
        raise MachineError(
            "没有这个季度结束之后的统计快照。请先运行 bin/guitu snapshot。",
            "There is no snapshot from after the quarter's end. Run bin/guitu snapshot first.",
        )
    with opened(folder) as snapshot:
        rows = only_known(cells(snapshot.count, wanted, as_of=snapshot.as_of))
        count = publish(wanted, rows, as_of=snapshot.as_of, at=now())
    say(f"已公布 {wanted.code} 的 {count} 个数。Published {count} numbers of {wanted.code}.")
