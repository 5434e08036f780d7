"""``draw``: compute a random draw anew from its log, without a database and without trusting whoever drew."""

import json
import sys
from pathlib import Path

import click

from guitu.runtime.cli.frame import DONE
from guitu.runtime.say import say


@click.group()
def command() -> None:
    """随机抽检 · The random draw of tests. Written down in docs/spec/draw.md."""


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option(
    "--published",
    metavar="LINE",
    help="抽检前公布的那一行 · the line that was published before the draw",
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON · print JSON")
def verify(*, file: Path, published: str | None, as_json: bool) -> int:
    """按日志重算一次抽检 · Compute a draw anew from its log.

    相符时列出抽中的代号，退出码 0；不符时说出第一处不符，退出码 1；文件不是抽检日志，退出码 2。Lists who was
    drawn, or names the first discrepancy (exit code 1). FILE may be - for standard input.
    """
    from guitu.domain.kernel.errors import DomainError
    from guitu.domain.testing.draw import verify as check

    try:
        log = json.loads(sys.stdin.read() if str(file) == "-" else file.read_text("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise DomainError("draw-file.not-json") from error
    drawn = check(log, published=published)
    if as_json:
        found = [{"entrant": one.entrant, "value": one.value} for one in drawn]
        click.echo(json.dumps({"draw": log["draw"], "drawn": found}, indent=1))
    else:
        for place, one in enumerate(drawn, start=1):
            click.echo(f"{place}\t{one.entrant}\t{one.value}")
    say(f"相符：{len(log['population'])} 人中抽 {len(drawn)} 人。The log holds.")
    if published is None:
        say("没有同公布的那一行核对（--published）。Not held against the published line (--published).")
    return DONE
