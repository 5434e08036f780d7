"""``import``: a release roster becomes files; an import is taken back."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click

from guitu.domain.kernel.errors import DomainError
from guitu.domain.roster import words
from guitu.runtime.cli.frame import DONE, NOT_DONE, WRONG_INPUT, with_django
from guitu.runtime.say import both, say

if TYPE_CHECKING:
    from guitu.domain.access import Viewer
    from guitu.workflows.import_roster import Imported

_NOT_DONE = {
    "import.unknown": ("没有这次导入。", "There is no such import."),
    "import.undone-already": ("这次导入已经撤销过。", "This import was taken back before."),
    "import.worked-on": (
        "已经有人在其中 {people} 份档案上工作，不能撤销。",
        "Somebody has worked on {people} of its files; it cannot be taken back.",
    ),
    "account.unknown": ("没有这个账号。", "There is no such account."),
    "access.refused": ("该账号无权导入。", "This account may not import."),
}


@click.group()
def command() -> None:
    """导入名册，或撤销一次导入 · Import a roster, or take an import back."""


@command.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="只检查，不写入 · check everything, write nothing")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON：每一行的结果 · print how every row ended")
@click.option("--as", "username", metavar="USERNAME", help="以该账号导入 · import as this account")
@with_django
def roster(file: Path, *, dry_run: bool, as_json: bool, username: str | None) -> int:
    """导入解除名册（.xlsx）· Import a release roster.

    表头自动查找；每一行都有结果和原因；被拒绝的行不影响其他行（退出码仍为 0）。
    整个文件要么全部写入，要么完全不写入。

    The header is found, every row ends with its reasons, and a rejected row does not block the others (the
    exit code is 0 all the same). The file is written whole or not at all. Exit code 2: the file cannot be
    read as a roster.
    """
    from guitu.exchange.importers.roster_file import import_file
    from guitu.foundation import clock

    rows: list[dict[str, object]] = []
    try:
        with _bar() as done:
            result = import_file(
                file,
                by=_viewer(username),
                at=clock.now(),
                dry_run=dry_run,
                heard=(lambda row: rows.append(row.as_json())) if as_json else (lambda _row: None),
                progress=done,
            )
    except DomainError as error:
        return _refused(error)
    if as_json:
        json.dump(_answer(result, rows), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    _say(result, dry_run=dry_run)
    return DONE


@command.command()
@click.argument("batch", type=click.UUID)
@click.option("--as", "username", metavar="USERNAME", help="以该账号撤销 · as this account")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON · print JSON")
@with_django
def undo(batch: UUID, *, username: str | None, as_json: bool) -> int:
    """撤销一次导入（尚无人在其上工作时）· Take an import back, while nobody has worked on it."""
    from guitu.foundation import clock
    from guitu.workflows.undo_import import undo_import

    try:
        files = undo_import(batch, by=_viewer(username), at=clock.now())
    except DomainError as error:
        return _refused(error)
    if as_json:
        click.echo(json.dumps({"batch": str(batch), "files": files}))
    say(both(f"已撤销，删除了 {files} 份档案。", f"Taken back; {files} files were removed."))
    return DONE


def _viewer(username: str | None) -> "Viewer | None":
    from guitu.foundation.accounts.models import Account
    from guitu.foundation.accounts.queries import viewer_of

    if username is None:
        return None
    found = Account.objects.filter(username=username, is_active=True).select_related("unit").first()
    if found is None:
        raise DomainError("account.unknown")
    return viewer_of(found)


@contextmanager
def _bar() -> Iterator[Callable[[int], object]]:
    """A progress bar on stderr, only at a terminal."""
    from tqdm import tqdm

    with tqdm(unit="行", desc="导入 import", file=sys.stderr, disable=None, leave=False) as bar:
        yield bar.update


def _refused(error: DomainError) -> int:
    if error.code in words.codes():
        said = words.sentence(error.code, error.facts)
        say(both(said.zh, said.en))
        return WRONG_INPUT
    if error.code not in _NOT_DONE:
        raise error
    zh, en = _NOT_DONE[error.code]
    say(both(zh.format_map(error.facts), en.format_map(error.facts)))
    return NOT_DONE


def _answer(result: "Imported", rows: list[dict[str, object]]) -> dict[str, object]:
    return {
        "batch": str(result.batch) if result.batch else None,
        "sender": result.sender,
        "counts": result.counts,
        "unknown_columns": [{"sheet": sheet, "words": header} for sheet, header in result.unknown_columns],
        "skipped_sheets": [{"sheet": s.name, "why": s.skipped} for s in result.sheets if s.skipped],
        "rows": rows,
    }


def _say(result: "Imported", *, dry_run: bool) -> None:
    say("试运行，没有写入 dry run, nothing written" if dry_run else f"批次 batch {result.batch}")
    zh = (
        "共 {rows} 行：接受 {accepted}，拒绝 {rejected}，重复 {duplicate}；"
        "新建档案 {new_files}，并入 {joined}，邀请 {invited}，未邀请 {not_invited}，"
        "社区康复 {ordered}，待分配 {unplaced}，待确认 {questions}。"
    )
    en = (
        "{rows} rows: {accepted} accepted, {rejected} rejected, {duplicate} duplicate; "
        "{new_files} new files, {joined} joined, {invited} invited, {not_invited} not invited, "
        "{ordered} ordered, {unplaced} unplaced, {questions} questions."
    )
    say(both(zh.format_map(result.counts), en.format_map(result.counts)))
    for sheet, header in result.unknown_columns:
        say(f"未知的列 unknown column: {sheet} / {header}")
