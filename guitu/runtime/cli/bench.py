"""``bench``: measure what was promised, on a database of its own."""

import json
from pathlib import Path

import click

SUBJECTS = (
    "outlook",
    "rebuild",
    "desk",
    "board",
    "dashboards",
    "person",
    "plan",
    "help",
    "record",
    "letters",
    "matching",
    "survival",
    "growth",
    "cohorts",
    "snapshot",
    "log",
    "roster",
    "vacancies",
    "walls",
    "secrets",
)


@click.command()
@click.argument("subjects", nargs=-1, metavar="[SUBJECT]…", type=click.Choice(SUBJECTS))
@click.option(
    "--people",
    default=23_000,
    show_default=True,
    type=click.IntRange(10, 4_000_000),
    help="虚构人员数与名册行数 · made-up people, and rows of the roster",
)
@click.option(
    "--walls-people",
    default=23_000,
    show_default=True,
    type=click.IntRange(100, 4_000_000),
    help="量行级安全用的人数 · people behind the walls",
)
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    metavar="FILE",
    help="另存 JSON（- 为标准输出）· also write JSON; - instead of the table",
)
@click.option(
    "--write", is_flag=True, help="更新 docs/benchmarks.md 中的表 · put the table into the document"
)
@click.option("--fresh", is_flag=True, help="重建测量用的数据库 · make the bench's database anew")
def command(
    *,
    subjects: tuple[str, ...],
    people: int,
    walls_people: int,
    json_file: Path | None,
    write: bool,
    fresh: bool,
) -> None:
    """测量速度 · Measure speed; every number with its target and a reference from the same run.

    项目 Subjects: outlook rebuild desk board dashboards person plan record letters log roster vacancies
    walls secrets（不写则全部 all without any）。
    使用单独的数据库 guitu_bench…，不触及正在使用的数据。不因超时而失败：退出码只表示是否测成。

    Uses a database of its own, guitu_bench, kept for the next run. Missing a target is no failure: the exit
    code says only whether everything was measured.
    """
    from guitu.runtime.bench import report
    from guitu.runtime.bench.running import run

    result = run(subjects or SUBJECTS, people=people, walls_people=walls_people, fresh=fresh)
    text = json.dumps(result, ensure_ascii=False, indent=1)
    if json_file is not None and str(json_file) == "-":
        click.echo(text)
    else:
        click.echo(report.table(result))
    if json_file is not None and str(json_file) != "-":
        json_file.write_text(text + "\n", encoding="utf-8")
    if write:
        report.write(result)
