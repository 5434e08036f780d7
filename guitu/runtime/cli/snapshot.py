"""``snapshot``: write the columns that figures of provinces and years are read from."""

import json
import time

import click

from guitu.config.home import home
from guitu.runtime.cli.frame import with_django
from guitu.runtime.say import say


@click.command()
@click.option("--json", "as_json", is_flag=True, help="输出 JSON · print JSON")
@with_django
def command(*, as_json: bool) -> None:
    """写出统计快照，不含姓名、证件号码和文字 · Write the snapshot for figures; it names nobody.

    同一天再次写出会替换；只保留最近三份。One of the same day is replaced; the latest three are kept.
    """
    from guitu.analytics.columns.writing import write
    from guitu.foundation.clock import today

    began = time.perf_counter()
    written = write(home() / "snapshots", as_of=today())
    seconds = time.perf_counter() - began
    if as_json:
        said = {"as_of": written.as_of.isoformat(), "rows": written.rows, "seconds": round(seconds, 3)}
        click.echo(json.dumps(said))
        return
    people, entries = written.rows["people_person"], written.rows["journal_entry"]
    say(
        f"已写出 {people} 人、{entries} 条记录的统计快照：{written.folder}。"
        f"Wrote the snapshot of {people} people and {entries} entries: {written.folder}."
    )
