"""``cohorts``: how the releases of each year fared in every area, as a table for statisticians."""

import json
from pathlib import Path

import click

from guitu.config.home import home
from guitu.runtime.say import MachineError, say


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--region",
    default="",
    metavar="CODE",
    help="如 43，不写就是全国 · as 43; the nation where it is not named",
)
@click.option(
    "--snapshot",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="统计快照所在的文件夹，不写就是最新的一份 · a snapshot's folder; the latest where it is not named",
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON · print JSON")
def command(*, file: Path, region: str, folder: Path | None, as_json: bool) -> None:
    """写出出所人员分年分地区的保持情况（CSV）· Write how each year's releases fared, by area (CSV).

    每个县、市、省和全国，每个出所年份，出所后 0 到 36 个月：在观察中、复吸、死亡、失去观察的人数，以及
    Kaplan–Meier 估计。数字来自统计快照；不足 10 人的一批不写。Counties, prefectures, provinces and the nation
    by year of release and month since, 0 to 36: at risk, relapsed, died, censored, and Kaplan and Meier's
    estimate. From the snapshot; a cohort of fewer than 10 people is left out.
    """
    from guitu.analytics.columns.cohorts import SMALLEST, Cohorts
    from guitu.analytics.columns.reading import opened
    from guitu.analytics.columns.writing import snapshots
    from guitu.domain.kernel import region as regions

    wanted = regions.normalise(region) if region else regions.NATION
    found = folder or next(iter(snapshots(home() / "snapshots")), None)
    if found is None:
        raise MachineError(
            "还没有统计快照。请先运行 bin/guitu snapshot。",
            "There is no snapshot yet. Run bin/guitu snapshot first.",
        )
    with opened(found.absolute()) as snapshot:
        rows, left_out = Cohorts(snapshot, wanted).write(file)
        as_of = snapshot.as_of.isoformat()
    if as_json:
        click.echo(json.dumps({"as_of": as_of, "rows": rows, "left_out": left_out}))
        return
    say(
        f"已写出 {rows} 行，数据截至 {as_of}：{file}。另有 {left_out} 批不足 {SMALLEST} 人，没有写。"
        f"Wrote {rows} rows as of {as_of}: {file}."
        f" {left_out} cohorts of fewer than {SMALLEST} people are left out."
    )
