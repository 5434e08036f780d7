"""``restore FILE``: all data from a backup."""

from pathlib import Path

import click

from guitu.runtime.say import MachineError, both, say


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
        settled = backups.restore(server, file)
    say(f"已从 {file} 恢复。Restored from {file}.")
    if settled["erased"]:
        say(
            both(
                f"备份之后删除的 {settled['erased']} 份档案已再次删除。",
                f"{settled['erased']} files erased since the backup were erased again.",
            )
        )
    if settled["unreadable"]:
        say(
            both(
                f"{settled['unreadable']} 份档案没有密钥，无法读出姓名等内容。"
                "请用 bin/guitu keys restore 恢复密钥备份。",
                f"{settled['unreadable']} files have no keys; names and notes cannot be read. "
                "Bring the backup of keys back with bin/guitu keys restore.",
            )
        )
