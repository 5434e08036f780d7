"""``witness``: the process that watches the access log from outside."""

import os

import click


@click.command()
@click.option(
    "--listen",
    metavar="ADDRESS",
    help="主机：端口，或套接字文件 · host:port or a socket file",
)
def command(*, listen: str | None) -> None:
    """运行访问日志的见证程序 · Run the witness of the access log until it is stopped.

    见证程序应由另一部门在另一台机器上运行，文件夹由 GUITU_WITNESS_HOME 指定。
    bin/serve 只在没有设置 GUITU_WITNESS 时自己启动一个。

    It keeps its own key and every head it signed in GUITU_WITNESS_HOME. Another department's machine is its
    place; bin/serve starts one by itself only where GUITU_WITNESS names no other.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guitu.config.settings")  # for the clock
    from guitu.runtime.witness.server import own_socket, run

    run(listen or str(own_socket()))
