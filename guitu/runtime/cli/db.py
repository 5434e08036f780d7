"""``db start|stop|status``: the embedded server by hand; ``db roles|dsn`` on any server."""

import json

import click

from guitu.config import home
from guitu.config.env import SettingError
from guitu.runtime.say import say


@click.group()
def command() -> None:
    """数据库 · The database. Other commands start and stop the embedded one by themselves."""


def _embedded_only() -> None:
    if home.external():
        raise SettingError(
            "已设置 DATABASE_URL，内置数据库不使用。\n"
            "DATABASE_URL is set; the embedded database is not in use."
        )


@command.command()
def start() -> None:
    """启动并保持运行 · Start it and leave it running."""
    from guitu.runtime.presence import keep

    _embedded_only()
    server = keep()
    say(f"数据库已启动，套接字在 {server.socket}。The database runs; its socket is in {server.socket}.")


@command.command()
def stop() -> None:
    """停止 · Stop it, whoever uses it."""
    from guitu.runtime.presence import release

    _embedded_only()
    if release():
        say("数据库已停止。The database has stopped.")
    else:
        say("数据库没有在运行。The database was not running.")


@command.command()
@click.option("--json", "as_json", is_flag=True, help="输出 JSON · print JSON")
def status(*, as_json: bool) -> None:
    """查看状态 · Whether it runs, and where it lies."""
    from guitu.runtime.postgres import placed_server

    _embedded_only()
    server = placed_server()
    runs = server is not None and server.ready()
    if as_json:
        facts = {"running": runs, "data": str(server.data) if server else None}
        facts["socket"] = str(server.socket) if server else None
        print(json.dumps(facts, ensure_ascii=False))
        return
    say("运行中 running" if runs else "未运行 not running")
    if server is not None:
        say(f"数据 data: {server.data}\n套接字 socket: {server.socket}\n程序 programs: {server.programs}")


@command.command()
def roles() -> None:
    """建立数据库角色 · Make the database's roles, as far as they are missing.

    内置数据库启动时自动建立；自己的服务器请设置 GUITU_ADMIN_DATABASE_URL 运行一次。
    The embedded server gets them when it starts; for a server of your own run this once with
    GUITU_ADMIN_DATABASE_URL, and GUITU_OWNER_DATABASE_URL naming a user other than DATABASE_URL's.
    """
    from guitu.runtime.external import connect_as_administrator
    from guitu.runtime.presence import database
    from guitu.runtime.roles import furnish_outside

    if home.external():
        with connect_as_administrator() as administrator:
            furnish_outside(administrator)
    else:
        with database():
            pass
    say("数据库角色已就绪。The database's roles are ready.")


@command.command()
@click.option("--role", type=click.Choice([*home.USERS]), default="app", help="角色 · whose")
def dsn(*, role: str) -> None:
    """打印连接字符串，用于检查 · Print a connection string, for inspection. It holds a password."""
    from psycopg.conninfo import make_conninfo

    way = home.endpoint(role)
    print(
        make_conninfo(
            host=way.host,
            port=way.port,
            user=way.user,
            password=way.password,
            dbname=way.database,
            **way.options,
        )
    )
