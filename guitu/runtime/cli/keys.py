"""``keys``: wrap all data keys anew, back the keys up, bring them back."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from guitu.runtime.cli.frame import with_django
from guitu.runtime.say import MachineError, both, say

_PASSPHRASE = click.option(
    "--passphrase-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="口令所在的文件（不写则询问）· the file that holds the passphrase; asked for without it",
)


@click.group()
def command() -> None:
    """轮换、备份、恢复密钥 · Wrap keys anew, back them up, bring them back."""


@command.command()
@click.option(
    "--suite",
    type=click.Choice(("aes", "sm4")),
    help="新密钥的算法（默认 GUITU_CIPHER）· of the new key; GUITU_CIPHER without it",
)
@click.option(
    "--drop-unused",
    is_flag=True,
    help="删除不再使用的旧密钥文件 · delete key files that wrap nothing",
)
@with_django
def rotate(*, suite: str | None, drop_unused: bool) -> None:
    """更换主密钥，重新包裹全部数据密钥 · A new key-encryption key; every data key is wrapped anew.

    期间一切照常可读；中断后再次运行即可继续。
    Everything stays readable meanwhile. Stopped half-way it goes on when it is run again.
    """
    from django.conf import settings

    from guitu.foundation.crypto import rotation

    begun = time.monotonic()
    with _bar() as progress:
        done = rotation.rotate(suite=suite or settings.GUITU_CIPHER, progress=progress)
    seconds = time.monotonic() - begun
    say(
        both(
            f"{done.kek} 已启用，重新包裹 {done.keys:,} 个数据密钥，{seconds:.0f} 秒。",
            f"{done.kek} is in use; {done.keys:,} data keys were wrapped anew in {seconds:.0f} s.",
        )
    )
    for name in rotation.drop_unused() if drop_unused else ():
        say(both(f"已删除 {name}。", f"{name} was deleted."))
    say(
        both(
            "请用 bin/guitu keys backup 重新备份密钥，并销毁旧的密钥备份。",
            "Back the keys up anew with bin/guitu keys backup, and destroy older backups of keys.",
        )
    )


@contextmanager
def _bar() -> Iterator[Any]:
    """A progress bar on stderr, only at a terminal."""
    from tqdm import tqdm

    with tqdm(unit="把", desc="密钥 keys", file=sys.stderr, disable=None, leave=False) as bar:
        yield bar.update


@command.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_PASSPHRASE
@with_django
def backup(file: Path, *, passphrase_file: Path | None) -> None:
    """备份密钥到一个文件，以口令加密 · Back all keys up into FILE, sealed under a passphrase.

    请与数据备份分开保存；三十天后作废，应当销毁。
    Keep it apart from backups of data. After thirty days it is void and should be destroyed.
    """
    from guitu.foundation import clock
    from guitu.runtime import keybackups

    words = _passphrase(passphrase_file, confirm=True)
    rows = keybackups.backup(file.absolute(), passphrase=words, at=clock.now())
    say(both(f"已把 {rows:,} 个数据密钥备份到 {file}。", f"{rows:,} data keys were backed up to {file}."))


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_PASSPHRASE
@click.option("--accept-old", is_flag=True, help="接受超过三十天的备份 · accept one older than thirty days")
@with_django
def restore(file: Path, *, passphrase_file: Path | None, accept_old: bool) -> None:
    """从密钥备份恢复缺少的密钥 · Bring missing keys back from FILE; those of erased people stay away."""
    from guitu.foundation import clock
    from guitu.runtime import keybackups
    from guitu.runtime.settling import settle_served

    words = _passphrase(passphrase_file, confirm=False)
    found = keybackups.restore(file, passphrase=words, at=clock.now(), accept_old=accept_old)
    # the file's keys lie where people were held on its day, and its ledger may name some who are here
    settle_served()
    say(
        both(
            f"恢复了 {found.files} 个密钥文件和 {found.keys:,} 个数据密钥；"
            f"已删除者的 {found.erased} 个没有恢复。",
            f"{found.files} key files and {found.keys:,} data keys came back; "
            f"{found.erased} of people who were erased did not.",
        )
    )


def _passphrase(file: Path | None, *, confirm: bool) -> str:
    if file is not None:
        words = file.read_text(encoding="utf-8").strip()
    elif sys.stdin.isatty():
        words = click.prompt("口令 passphrase", hide_input=True, confirmation_prompt=confirm, err=True)
    else:
        words = ""
    if not words:
        raise MachineError(
            "没有口令。请用 --passphrase-file 指定口令所在的文件。",
            "There is no passphrase. Name the file that holds it with --passphrase-file.",
        )
    return words
