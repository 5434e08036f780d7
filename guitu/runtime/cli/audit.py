"""``audit``: seal the access log, copy it, and check it against what a witness saw."""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guitu.runtime.say import MachineError, say

if TYPE_CHECKING:
    from guitu.foundation.audit.verifying import Report, Source

BROKEN = 1


@click.group()
def command() -> None:
    """访问日志 · The access log: seal, copy, verify."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guitu.config.settings")  # for the clock


@command.command()
def seal() -> None:
    """运行封存进程 · Run the sealer until it is stopped. bin/serve starts one."""
    from guitu.runtime.presence import database
    from guitu.runtime.witness.sealer import run

    with database():
        run()


@command.command()
def key() -> None:
    """显示日志公钥 · Print the public key that heads are signed with."""
    from guitu.runtime.witness.sealer import own_signer

    print(own_signer().public)


@command.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def copy(*, file: Path) -> None:
    """把日志复制到一个文件 · Copy the log into a file, to be checked elsewhere. It names nobody."""
    from guitu.foundation.audit.verifying import write_copy
    from guitu.runtime.presence import database
    from guitu.runtime.witness.sealer import connect

    with database(), connect() as connection:
        count = write_copy(connection, file)
    say(f"已复制 {count} 行。Copied {count} rows.")


@command.command()
@click.option(
    "--copy",
    "copied",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="核对副本而不是数据库 · check a copy instead of the database",
)
@click.option(
    "--witness",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="见证程序的文件夹 · the witness's folder [GUITU_WITNESS_HOME]",
)
@click.option("--key", "public", metavar="KEY", help="日志公钥 · the log's public key, without a witness")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON · print JSON")
def verify(*, copied: Path | None, witness: Path | None, public: str | None, as_json: bool) -> None:
    """核对日志是否被改动 · Check that nothing was changed, deleted, inserted, reordered or cut off.

    退出码 1 表示发现问题；指出第一个有问题的位置。Exit code 1: something is wrong; the first bad position is
    named. A row counts from 0 in its log.
    """
    from guitu.foundation import clock
    from guitu.foundation.audit.verifying import CopySource, DatabaseSource
    from guitu.foundation.audit.verifying import verify as check
    from guitu.runtime.witness import store
    from guitu.runtime.witness.server import folder

    place = witness or folder()
    if witness and not (place / "key.pub").exists():
        raise MachineError(f"{place} 不是见证程序的文件夹。", f"{place} is not a witness's folder.")
    seen = store.read(place) if (place / "key.pub").exists() else {}
    if not seen:
        say("没有见证：只能发现与签名不符之处。No witness: only what contradicts the signatures is found.")

    def report(source: "Source") -> "Report":
        return check(source, key=public or _own_key(), witnessed=seen, now=clock.now())

    if copied:
        try:
            done = report(CopySource.read(copied))
        except ValueError as error:
            raise MachineError(f"{copied} 不是日志的副本。", f"{copied} is no copy of the log.") from error
    else:
        from guitu.runtime.presence import database
        from guitu.runtime.witness.sealer import connect

        with database(), connect() as connection:
            done = report(DatabaseSource(connection))
    _print(done, as_json=as_json, witnessed=bool(seen))
    sys.exit(0 if done.sound else BROKEN)


def _own_key() -> str:
    from guitu.runtime.witness.sealer import own_signer

    return own_signer().public


def _print(done: "Report", *, as_json: bool, witnessed: bool) -> None:
    if as_json:
        print(json.dumps(_as_json(done, witnessed=witnessed), ensure_ascii=False))
        return
    for log, checked in done.logs.items():
        first = checked.first
        if first is None:
            say(f"日志 {log}：{checked.size} 行，完好 sound，{checked.size} rows")
            continue
        say(
            f"日志 {log}：第一个问题在位置 {first.position}：{first.kind}；共 {len(checked.faults)} 处。"
            f" The first fault is at position {first.position}: {first.kind}; {len(checked.faults)} in all."
        )
    if done.inserted:
        say(f"事后插入的行 inserted afterwards: {', '.join(map(str, done.inserted[:20]))}")
    say(f"等待封存 waiting to be sealed: {done.waiting}")


def _as_json(done: "Report", *, witnessed: bool) -> dict[str, object]:
    return {
        "sound": done.sound,
        "witnessed": witnessed,
        "waiting": done.waiting,
        "inserted": list(done.inserted),
        "logs": [
            {
                "log": str(log),
                "size": checked.size,
                "faults": [
                    {"position": f.position, "until": f.until, "kind": f.kind}
                    for f in sorted(checked.faults)[:1000]
                ],
            }
            for log, checked in done.logs.items()
        ],
    }
