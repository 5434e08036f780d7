"""The group that every command hangs on: names, one line of help each, and where the command lives."""

from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import click

from guitu.config.home import REPOSITORY


class Entry(NamedTuple):
    """Where a command lives and what it is for, so that the list of commands imports none of them."""

    module: str
    zh: str
    en: str


COMMANDS = {
    "serve": Entry("serve", "启动网站、数据库和后台任务", "start the site, the database and background work"),
    "outlook": Entry(
        "outlook", "计算一份个案的期限与任务", "work out one case's terms and duties from a file"
    ),
    "import": Entry("import_", "导入出所名册，或撤销一次导入", "import a release roster, or undo an import"),
    "demo": Entry("demo", "建立演示县（虚构人员）", "make the demo county of made-up people"),
    "synth": Entry("synth", "生成大规模虚构数据", "write a large made-up population"),
    "nightly": Entry("nightly", "立即执行夜间任务", "run the nightly work now"),
    "vacancies": Entry("vacancies", "取回或导入岗位和培训", "fetch or import vacancies and courses"),
    "worker": Entry("worker", "运行后台任务进程", "run the background worker"),
    "rebuild": Entry("rebuild", "重建所有推算出的任务", "rebuild everything that is derived"),
    "snapshot": Entry("snapshot", "写出统计快照", "write the columns that figures are read from"),
    "cohorts": Entry("cohorts", "写出分年分地区的保持情况", "write how each year's releases fared, by area"),
    "survival": Entry("survival", "对一张表做生存分析", "work out the survival curves of a table"),
    "publish": Entry("publish", "公布一个季度的数据", "publish a quarter's protected figures"),
    "check-rules": Entry("check_rules", "检查规则册", "check the rulebooks"),
    "audit": Entry("audit", "封存、复制、核对访问日志", "seal, copy and verify the access log"),
    "witness": Entry("witness", "运行访问日志的见证程序", "run the witness of the access log"),
    "draw": Entry("draw", "核对一次随机抽检", "check a random draw from its log"),
    "migrate": Entry("migrate", "更新数据库结构", "bring the database's tables up to date"),
    "backup": Entry("backup", "备份数据库到一个文件", "back the database up into one file"),
    "restore": Entry("restore", "从备份文件恢复数据库", "bring a backup back"),
    "keys": Entry("keys", "轮换、备份、恢复密钥", "wrap keys anew, back them up, bring them back"),
    "person": Entry("person", "删除一个人的档案", "erase a person"),
    "db": Entry("db", "启动、停止、查看内置数据库", "start, stop or look at the embedded database"),
    "bench": Entry("bench", "测量速度", "measure speed"),
}

EPILOG = """\b
退出码 Exit codes:
  0  完成 done
  1  未能完成，原因见标准错误 could not be done; the reason is on stderr
  2  输入有误 wrong input (options, arguments or the content of a file)
"""


class Commands(click.Group):
    """A group that imports a command's file only when that command is called."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read ``--on DATE`` wherever it stands: people write it behind the command as well."""
        return super().parse_args(ctx, _day_first(args))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command whose file is there, in the order of the table."""
        folder = Path(__file__).parent
        return [
            name
            for name, entry in COMMANDS.items()
            if (folder / f"{entry.module}.py").exists() or (folder / entry.module).is_dir()
        ]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command called ``cmd_name``; None where there is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = import_module(f"guitu.runtime.cli.{COMMANDS[cmd_name].module}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands from the table, without importing any."""
        rows = [(name, f"{COMMANDS[name].zh} · {COMMANDS[name].en}") for name in self.list_commands(ctx)]
        with formatter.section("命令 Commands"):
            formatter.write_dl(rows)


def _day_first(args: list[str]) -> list[str]:
    own = args[: args.index("--")] if "--" in args else args
    for place, word in enumerate(own):
        if word == "--on" and place + 1 < len(own):
            return [*args[place : place + 2], *args[:place], *args[place + 2 :]]
        if word.startswith("--on="):
            return [word, *args[:place], *args[place + 1 :]]
    return args


class Day(click.ParamType[date]):
    """A civil date written 2026-03-01."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; a usage error where it is none."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a civil date has no zone
        except ValueError:
            self.fail(f"“{value}” 不是日期，应形如 2026-03-01 (not a date like 2026-03-01)", param, ctx)


def _version(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's shape
    if not asked:
        return
    import tomllib

    click.echo(tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]["version"])
    ctx.exit()


@click.group(
    cls=Commands,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.option("--on", "day", type=Day(), metavar="DATE", help="把这一天当作今天 · take this day as today")
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="版本 · the version"
)
def guitu(day: date | None) -> None:
    """归途 Guitu · 戒毒康复人员后续照管 · aftercare on the road home."""
    if day is not None:
        from guitu.foundation.clock import fix_today

        fix_today(day)
