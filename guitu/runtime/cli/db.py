"""``db start|stop|status``: the embedded server by hand."""

import json

import click

from guitu.config import home
from guitu.config.env import SettingError
from guitu.runtime.say import say


@click.group()
def command() -> None:
    """内置数据库 · The embedded database. Other commands start and stop it by themselves."""
    if home.external():
        raise SettingError(
            "已设置 DATABASE_URL，内置数据库不使用。\n"
            "DATABASE_URL is set; the embedded database is not in use."
        )


@command.command()
def start() -> None:
    """启动并保持运行 · Start it and leave it running."""
    from guitu.runtime.presence import keep

    server = keep()
    say(f"数据库已启动，套接字在 {server.socket}。The database runs; its socket is in {server.socket}.")


@command.command()
def stop() -> None:
    """停止 · Stop it, whoever uses it."""
    from guitu.runtime.presence import release

    if release():
        say("数据库已停止。The database has stopped.")
    else:
        say("数据库没有在运行。The database was not running.")


@command.command()
@click.option("--json", "as_json", is_flag=True, help="输出 JSON · print JSON")
def status(*, as_json: bool) -> None:
    """查看状态 · Whether it runs, and where it lies."""
    from guitu.runtime.postgres import placed_server

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
