"""``backup FILE``: all data in one file."""

from pathlib import Path

import click

from guitu.runtime.say import say


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def command(file: Path) -> None:
    """备份到一个文件 · Write all data into FILE. The site may keep running.

    密钥不在其中，请用 bin/guitu keys backup 另外备份，分开保存。
    Keys are not in it: back them up with bin/guitu keys backup, and keep them apart.
    """
    from guitu.runtime.backups import backup  # --help stays fast
    from guitu.runtime.presence import database

    with database() as server:
        backup(server, file.absolute())
    size = f"{file.stat().st_size:,}"
    say(f"已备份到 {file}（{size} 字节）。Backed up to {file} ({size} bytes).")
