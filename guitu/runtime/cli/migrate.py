"""``migrate``: bring the database's tables up to date."""

import click

from guitu.runtime.framework import close_connections, set_up_django
from guitu.runtime.migrating import migrate_as_owner
from guitu.runtime.presence import database
from guitu.runtime.say import say


@click.command()
def command() -> None:
    """更新数据库结构 · Bring the database's tables up to date. Harmless to repeat."""
    with database():
        set_up_django()
        migrate_as_owner()
        from guitu.foundation.organisations.commands import load_regions

        load_regions()
        close_connections()
    say("数据库结构已是最新。The database's tables are up to date.")
