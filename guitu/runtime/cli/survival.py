"""``survival``: the curve of any table of times, by the same code as the figures, for outsiders to check."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--time", required=True, metavar="COL", help="时间长度的列 · the column of how long")
@click.option(
    "--event", required=True, metavar="COL", help="是否发生的列：1 或 0 · whether it happened: 1 or 0"
)
@click.option("--by", metavar="COL", help="分组的列 · the column that parts the groups")
@click.option("--entry", metavar="COL", help="开始观察的时间 · when each came under observation")
@click.option(
    "--limits",
    type=click.Choice(["log-log", "log", "plain"]),
    default="log-log",
    show_default=True,
    help="置信限的尺度 · the scale of the 95 % limits",
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON · print JSON")
def command(
    *, file: Path, time: str, event: str, by: str | None, entry: str | None, limits: Any, as_json: bool
) -> None:
    """对任意表格（CSV，UTF-8）做生存分析 · Kaplan–Meier of any table (CSV, UTF-8).

    逐点 95% 置信限用 Greenwood 方差，默认取 log(-log) 尺度，与 lifelines 相同；R 的 survfit 默认是 log。
    FILE may be - for standard input. Limits are pointwise, from Greenwood's variance, by default on the
    log(-log) scale as in lifelines; R's survfit has "log" by default. Where nobody remains both limits are 0.
    """
    from guitu.domain.measures.survival import curve
    from guitu.exchange.importers.spells import Columns, read

    groups = read(file, Columns(time, event, by, entry))
    found = [_group(name, curve(counts, scale=limits)) for name, counts in groups.items()]
    if as_json:
        click.echo(json.dumps({"groups": found}, ensure_ascii=False))
    else:
        for group in found:
            _print(group)


def _group(name: str | None, seen: Any) -> dict[str, Any]:
    """One group as the JSON has it; whole numbers stand without a point."""
    return {
        "by": name,
        "n": seen.n,
        "events": seen.events,
        "median": _plain(seen.median),
        "points": [{**point._asdict(), "time": _plain(point.time)} for point in seen.points],
    }


def _plain(number: float | None) -> float | int | None:
    return int(number) if number is not None and float(number).is_integer() else number


def _print(group: Mapping[str, Any]) -> None:
    name = "" if group["by"] is None else f"{group['by']}  "
    median = "—" if group["median"] is None else group["median"]
    click.echo(f"{name}n={group['n']}  事件 events={group['events']}  中位数 median={median}")
    click.echo(
        f"{'time':>10} {'at risk':>9} {'events':>7} {'censored':>9} {'survival':>9} {'95 % limits':>17}"
    )
    for p in group["points"]:
        between = f"{p['lower']:.4f} – {p['upper']:.4f}"
        click.echo(
            f"{p['time']:>10} {p['at_risk']:>9} {p['events']:>7} {p['censored']:>9} "
            f"{p['survival']:>9.4f} {between:>17}"
        )
    click.echo("")
