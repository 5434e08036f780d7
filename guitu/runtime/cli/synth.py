"""``synth``: large made-up populations for benchmarks and for trying things at a province's size."""

import time

import click

from guitu.runtime.cli.demo import refuse_unless_demo
from guitu.runtime.cli.frame import with_django
from guitu.runtime.say import MachineError, both, say


@click.command()
@click.option(
    "--people",
    default=23_000,
    show_default=True,
    type=click.IntRange(1, 4_000_000),
    help="人数 · how many people",
)
@click.option("--seed", default=1, show_default=True, help="随机种子 · another seed, other people")
@click.option(
    "--province",
    default=43,
    show_default=True,
    type=click.IntRange(11, 65),
    help="省级代码 · two digits of a province",
)
@click.option(
    "--processes",
    default=2,
    show_default=True,
    type=click.IntRange(1, 64),
    help="同时写入的进程数 · how many write at once",
)
def command(*, people: int, seed: int, province: int, processes: int) -> None:
    """生成大规模虚构数据 · Write a large made-up population beside whatever the database holds.

    每一千人一个事务。用同一随机种子再次运行时，已有的人员不动，只补上缺少的。
    A thousand people a transaction. Run again with the same seed it leaves those who are there alone and
    writes the rest, so a run that was stopped goes on.
    """
    refuse_unless_demo()
    _write(people=people, seed=seed, province=province, processes=processes)


@with_django
def _write(*, people: int, seed: int, province: int, processes: int) -> None:
    from guitu.domain.kernel.errors import DomainError
    from guitu.foundation.clock import today
    from guitu.runtime.demo.synth import synthesise

    begun = time.monotonic()
    try:
        total = synthesise(people=people, seed=seed, province=province, processes=processes, on=today())
    except DomainError as error:
        raise _refusal(error) from error
    seconds = time.monotonic() - begun
    rows = f"{total.people:,} / {total.entries:,} / {total.duties:,}"
    say(
        both(
            f"已写入：人员/记录/任务 {rows}，{seconds:.0f} 秒；原有 {total.found:,} 人未动。",
            f"Written: people/entries/duties {rows}, {seconds:.0f} s; {total.found:,} were there already.",
        )
    )


def _refusal(error: Exception) -> Exception:
    code = getattr(error, "code", "")
    if code == "synth.real-people":
        return MachineError(
            "数据库中有真实的身份证号码，不写入虚构人员。请用另一个 GUITU_HOME 或数据库。",
            "The database holds real identity numbers; no made-up people are added. "
            "Use another GUITU_HOME or database.",
        )
    if code == "synth.not-a-province":
        return MachineError("没有这个省级代码。例：43 为湖南。", "There is no such province. 43 is Hunan.")
    return error
