"""``outlook``: work one case out by the rules, from a file and without a database."""

import json
import sys
from pathlib import Path

import click

from guitu.runtime.framework import set_up_django


@click.command()
@click.option(
    "--facts",
    "file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    help="个案文件（JSON），“-”为标准输入 · the case as JSON, - for standard input",
)
@click.option("--json", "_json", is_flag=True, help="输出 JSON（默认即是） · print JSON (it always does)")
def command(file: Path, *, _json: bool) -> None:
    """按规则册计算一份个案 · Work out one case by the rulebooks.

    Its phase, duties, promises of the year, counters and clean time. The packs of the case's region count
    as adopted. Prints JSON.
    """
    from guitu.domain.kernel.errors import DomainError

    try:
        data = json.loads(sys.stdin.read() if str(file) == "-" else file.read_text("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise DomainError("case-file.not-json", path="$", why=str(error)) from error
    set_up_django()
    from guitu.domain.outlook.engine import outlook
    from guitu.exchange.outlook_file import read_case, written
    from guitu.foundation.calendar import work_calendar
    from guitu.foundation.clock import today
    from guitu.foundation.rulebooks import book_for

    case = read_case(data)
    seen = outlook(
        case.region,
        [case.episode],
        case.entries,
        books=lambda region: book_for(region, treat_as_adopted=True),
        calendar=work_calendar(),
        today=today(),
    )
    click.echo(json.dumps(written(seen), ensure_ascii=False, indent=1))
