"""``bin/serve``: everything up, in order, until it is told to stop; then everything down."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import FrameType

import psycopg

from guitu.config import env, home
from guitu.runtime.assets import collect_static
from guitu.runtime.children import spawn, stop_all
from guitu.runtime.external import connect
from guitu.runtime.framework import close_connections, set_up_django
from guitu.runtime.migrating import bring_up_to_date
from guitu.runtime.presence import database
from guitu.runtime.say import MachineError, both, say
from guitu.runtime.walls import check_walls
from guitu.runtime.witness.sealer import own_signer

_SLOWEST_START = 60  # seconds
_LOOK = 3  # seconds between two looks after the sealer and the witness


@dataclass(frozen=True)
class Address:
    """Where the site listens."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"http://{self.host}:{self.port}/"


class _Stop(BaseException):
    """A signal asked us to stop. Not an error, and not to be caught as one."""


def serve() -> None:
    """Serve until SIGINT or SIGTERM.

    Raises:
        MachineError: the port is taken, the database does not come up, or a part of the site died.
    """
    address = Address(
        env.text("GUITU_HOST", "127.0.0.1"), env.number("GUITU_PORT", 8000, least=1, most=65535)
    )
    check_port(address)
    workers = env.number("GUITU_WORKERS", 2, least=1, most=64)
    for signum in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(signum, _raise_stop)
    try:
        with database():
            own_signer()  # a signature nobody can make is said now, not by a process that dies each second
            _make_ready()
            _keep_serving(address, workers)
    except _Stop:
        pass
    say("已停止。Stopped.")


def check_port(address: Address) -> None:
    """Refuse, before anything is started, a port that something else listens on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.host, address.port))
        except OSError as error:
            raise MachineError(
                f"无法使用端口 {address.port}：{error.strerror}。"
                "请停止占用它的程序，或换一个端口，例如：GUITU_PORT=8001 bin/serve",
                f"Port {address.port} cannot be used: {error.strerror}. "
                "Stop the program that uses it, or take another: GUITU_PORT=8001 bin/serve",
            ) from error


def _raise_stop(_signum: int, _frame: FrameType | None) -> None:
    for signum in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(signum, signal.SIG_IGN)  # stopping is under way; a second Ctrl-C must not break it
    raise _Stop


def _make_ready() -> None:
    set_up_django()
    check_not_powerful()
    bring_up_to_date()
    with connect("owner") as owner:  # in this process, which answers nobody
        check_walls(owner)
    collect_static()
    empty = _is_empty()
    close_connections()
    if empty:
        _load_demo()


def check_not_powerful() -> None:
    """Refuse to serve as a superuser, past row-level security, or as the owner of the tables.

    Raises:
        MachineError: one of the roles that serve people can do more than its work.
    """
    for role in ("app", "worker"):
        with connect(role) as connection:
            check_powers(connection)


# what a role may become counts as what it is: SET ROLE is one statement
_POWERS = """
    select current_user, exists(
        select from pg_roles r where pg_has_role(current_user, r.oid, 'member') and (
            r.rolsuper or r.rolbypassrls or exists(
                select from pg_class where relowner = r.oid and relnamespace = 'public'::regnamespace)))
"""


def check_powers(connection: psycopg.Connection) -> None:
    """Refuse a connection whose user is one of these, or a member of one.

    Raises:
        MachineError: it is.
    """
    row = connection.execute(_POWERS).fetchone()
    if row is None or row[1]:
        user = row[0] if row else connection.info.user
        raise MachineError(
            f"数据库用户 {user} 权限过大（超级用户、可绕过行级安全或表的所有者，或为其成员），拒绝启动。"
            "使用自己的服务器时，请用 GUITU_OWNER_DATABASE_URL 为更新结构另设用户。",
            f"The database user {user} has too much power (superuser, bypasses row-level security, "
            "owns the tables, or is a member of who does); refusing to start. On a server of your own, give "
            "migrations a user of their own in GUITU_OWNER_DATABASE_URL.",
        )


def _is_empty() -> bool:
    from django.contrib.auth import get_user_model  # Django is set up by the caller

    return not get_user_model().objects.exists()


def _load_demo() -> None:
    """Load the demo county into an empty database, unless GUITU_DEMO=0 says that real people will come."""
    if not env.flag("GUITU_DEMO", default=True):
        say(
            both(
                "数据库是空的；未载入演示县（GUITU_DEMO=0）。",
                "The database is empty; no demo (GUITU_DEMO=0).",
            )
        )
        return
    say(both("正在建立演示县（虚构人员）…", "Making the demo county (made-up people)"))
    done = subprocess.run(
        [sys.executable, "-m", "guitu.runtime.cli", "demo"],
        cwd=home.REPOSITORY,
        env={**os.environ, "GUITU_DEMO": "1"},
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode != 0:
        raise MachineError(
            "演示县没有建成，原因见上。可用 GUITU_DEMO=0 bin/serve 跳过。",
            "The demo county could not be made; the reason stands above. "
            "GUITU_DEMO=0 bin/serve starts without it.",
        )
    if not home.demo_mark().exists():
        home.demo_mark().touch()


def _keep_serving(address: Address, workers: int) -> None:
    """Run the site and the worker until one of them dies or a signal comes."""
    surroundings = {**os.environ, "DJANGO_SETTINGS_MODULE": "guitu.config.settings"}
    site = {**surroundings, "GUITU_DB_ROLE": "app"}
    children: list[subprocess.Popen[bytes]] = []
    helpers: dict[tuple[str, ...], subprocess.Popen[bytes]] = {}
    try:
        children.append(spawn(site_command(address, workers), surroundings=site))
        _wait_until_answering(address, children)
        _greet(address)
        children.append(spawn(_cli("worker"), surroundings=surroundings))
        looked = time.monotonic()
        helpers = {command: spawn(command, surroundings=surroundings) for command in _sealing()}
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
            if time.monotonic() > looked + _LOOK:
                looked = time.monotonic()
                _bring_back(helpers, surroundings)
        raise MachineError("网站的一个进程意外结束，原因见上。", "A process of the site ended; see above.")
    finally:
        stop_all([*children, *helpers.values()])


def _bring_back(
    helpers: dict[tuple[str, ...], "subprocess.Popen[bytes]"], surroundings: Mapping[str, str]
) -> None:
    """Start again what died: the site goes on without them meanwhile, and they catch up."""
    for command, child in helpers.items():
        if child.poll() is not None:
            helpers[command] = spawn(command, surroundings=surroundings)


def _cli(*words: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "guitu.runtime.cli", *words)


def _sealing() -> list[tuple[str, ...]]:
    """The sealer of the access log, and its witness unless that is somebody else's."""
    own_witness = [] if env.text("GUITU_WITNESS", "") else [_cli("witness")]
    return [*own_witness, _cli("audit", "seal")]


def site_command(address: Address, workers: int) -> Sequence[str]:
    """The command that serves the site: granian, WSGI, few threads, because pages are CPU work."""
    return [
        *(sys.executable, "-m", "granian", "guitu.config.wsgi:application"),
        *("--interface", "wsgi", "--host", address.host, "--port", str(address.port)),
        *("--workers", str(workers), "--blocking-threads", "2", "--respawn-failed-workers"),
        *("--no-ws", "--log-level", "warning", "--workers-kill-timeout", "5"),
    ]


def _wait_until_answering(address: Address, children: Sequence["subprocess.Popen[bytes]"]) -> None:
    until = time.monotonic() + _SLOWEST_START
    while time.monotonic() < until and all(child.poll() is None for child in children):
        try:
            socket.create_connection((address.host, address.port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise MachineError("网站没有启动，原因见上。", "The site did not start; the reason stands above.")


def _greet(address: Address) -> None:
    say(f"\n归途 Guitu  {address}")
    if home.demo_mark().exists():
        say(home.demo_mark().read_text().rstrip())
    say("按 Ctrl-C 停止 · Ctrl-C stops everything\n")
