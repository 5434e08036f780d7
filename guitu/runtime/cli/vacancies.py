"""``vacancies``: ask the HR bureau's feed of vacancies, now."""

import json

import click

from guitu.runtime.cli.frame import DONE, NOT_DONE, with_django
from guitu.runtime.say import say


@click.group()
def command() -> None:
    """岗位和培训 · Vacancies and training courses."""


@command.command()
@click.option("--json", "as_json", is_flag=True, help="输出 JSON · print JSON")
@with_django
def fetch(*, as_json: bool) -> int:
    """向人社部门的接口取岗位 · Ask the HR bureau's feed for what is new. Harmless to repeat.

    接口由环境变量 GUITU_FEED_VACANCIES 指定。没有取到时退出码 1，已取的页保留，下次接着取。It is named by
    GUITU_FEED_VACANCIES. Exit code 1 where it failed; good pages stay, and the next time goes on from there.
    """
    from guitu.exchange.partners.vacancy_feed import fetch as ask
    from guitu.foundation.clock import now

    taken = ask(by=None, at=now())
    if as_json:
        said = {"source": taken.source, "state": taken.state, "reason": taken.reason}
        rejected = [{"id": one.id, "code": one.code} for one in taken.rejected]
        click.echo(json.dumps({**said, "counts": dict(taken.counts), "rejected": rejected}))
    counts = taken.counts
    say(
        f"新增 {counts.get('added', 0)}，更新 {counts.get('changed', 0)}，关闭 {counts.get('closed', 0)}，"
        f"退回 {counts.get('rejected', 0)}。Added, changed, closed, turned away."
    )
    if taken.state == "good":
        return DONE
    say(f"接口没有答好（{taken.state} {taken.reason}），下次接着取。The feed failed; the next time goes on.")
    return NOT_DONE
