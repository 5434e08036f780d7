"""``person``: what is done about one person from the command line."""

from pathlib import Path
from uuid import UUID

import click

from guitu.runtime.cli.frame import with_django
from guitu.runtime.say import MachineError, both, say


@click.group()
def command() -> None:
    """一个人的档案 · One person's file."""


@command.command()
@click.argument("person", metavar="PERSON_ID", type=click.UUID)
@click.option("--yes", is_flag=True, help="确认：无法撤销 · yes: this cannot be taken back")
@with_django
def erase(person: UUID, *, yes: bool) -> None:
    """删除一个人：销毁密钥 · Erase a person: their keys are destroyed, for good, in every backup as well.

    姓名、号码、地址、全部文字从此无法读出；日期和种类作为无名的数字保留。
    Names, numbers, addresses and all words can never be read again; days and kinds stay as figures.
    """
    from guitu.foundation import clock
    from guitu.workflows.erase import erase as destroy

    if not yes:
        raise MachineError(
            "删除无法撤销，恢复备份也不能找回。确认请加 --yes。",
            "Erasing cannot be taken back, not by a backup either. Add --yes if you mean it.",
        )
    files = destroy(person, by=None, at=clock.now())
    say(
        both(
            f"已删除，共 {len(files)} 份档案。请在三十天内更换并销毁旧的密钥备份。",
            f"Erased; {len(files)} files. Replace backups of keys within thirty days, and destroy the older.",
        )
    )


@command.command()
@click.argument("person", metavar="PERSON_ID", type=click.UUID)
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="文件夹 · a folder"
)
@with_django
def export(person: UUID, *, out: Path) -> None:
    """本人资料副本：JSON 和文档 · A person's copy of their own file, as JSON and as a document to read.

    心理咨询记录不在其中。 Without the psychologist's notes, which only their author reads.
    """
    from guitu.exchange.exporters.person_copy import save
    from guitu.foundation import clock
    from guitu.web.records.words import say as words
    from guitu.workflows.copy_of_file import copy_for_the_person

    made = copy_for_the_person(person, at=clock.now())
    for path in save(made, out, on=clock.today(), say=words):
        click.echo(path)
