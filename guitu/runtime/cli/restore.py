"""``restore FILE``: all data from a backup."""

from pathlib import Path

import click

from guitu.runtime.say import MachineError, say


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="替换已有数据 · replace the data that are there")
def command(file: Path, *, yes: bool) -> None:
    """从备份恢复 · Bring back all data from FILE; stop the site first."""
    from guitu.runtime import backups  # --help stays fast
    from guitu.runtime.presence import database

    with database() as server:
        if not backups.is_backup(server, file):
            raise click.BadParameter(f"{file} 不是归途的备份文件 (not a backup of Guitu)", param_hint="FILE")
        if backups.holds_data(server) and not yes:
            raise MachineError(
                "数据库里已有数据，恢复会全部替换。确认请加 --yes。",
                "The database holds data, and restoring replaces all of them. Add --yes if you mean it.",
            )
        backups.restore(server, file)
    say(f"已从 {file} 恢复。Restored from {file}.")
