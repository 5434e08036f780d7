"""The embedded PostgreSQL server: placed, made, started, stopped.

One server per GUITU_HOME, reached only through a socket in a private folder. Starting is safe at any
moment and from any number of processes: a file lock lets one through at a time, and readiness is what
``pg_isready`` answers, because a killed postmaster that nobody has reaped still looks alive to
``pg_ctl status``.
"""

import fcntl
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from guitu.config import env, home
from guitu.runtime.osuser import OsUser, os_user
from guitu.runtime.programs import copy_wheel, find_programs
from guitu.runtime.say import MachineError, both, say

ELSEWHERE = Path("/var/lib/guitu")
_SOCKET_NAME = "/.s.PGSQL.5432"
_LONGEST_SOCKET = 107  # bytes in sockaddr_un, less the closing zero
_PATIENCE = 60  # seconds until a start is given up
# what the log says while the processes of a killed server are still dying
_PASSING = ("lock file", "pre-existing shared memory", "is being used", "in use", "starting up")


@dataclass(frozen=True)
class Server:
    """One embedded server and whom it runs as."""

    programs: Path
    data: Path
    socket: Path
    user: OsUser

    @property
    def log(self) -> Path:
        """The server's own log."""
        return self.data.parent / "server.log"

    def program(self, name: str) -> str:
        """The path of one of PostgreSQL's programs."""
        return str(self.programs / name)

    def ready(self) -> bool:
        """Whether the server answers."""
        asked = self.user.run(self.program("pg_isready"), "-q", "-h", str(self.socket), "-p", "5432")
        return asked.returncode == 0

    def start(self) -> None:
        """Return when the server answers, starting or recovering it first if needed.

        The caller holds the start lock.

        Raises:
            MachineError: it does not come up; the log's last lines are in the message.
        """
        if self.ready():
            return
        self._write_configuration()
        self._shorten_log()
        until = time.monotonic() + _PATIENCE
        lasting = 0
        while time.monotonic() < until and lasting < 3:
            mark = self.log.stat().st_size if self.log.exists() else 0
            self.user.run(
                self.program("pg_ctl"),
                "-D",
                str(self.data),
                "-w",
                "-t",
                "60",
                "-s",
                "-l",
                str(self.log),
                "start",
            )
            if self.ready():
                return
            lasting += not self._passing(mark)
            time.sleep(0.3)
        raise MachineError(
            f"数据库无法启动。日志 {self.log} 的最后几行：\n{self._tail()}",
            "The database does not start; the last lines of its log stand above.",
        )

    def stop(self) -> None:
        """Stop the server in good order: sessions end, committed work stays. Harmless when stopped."""
        for mode in ("fast", "immediate"):
            done = self.user.run(
                self.program("pg_ctl"), "-D", str(self.data), "-w", "-t", "30", "-s", "-m", mode, "stop"
            )
            if done.returncode == 0 or not self.ready():
                return

    def create(self) -> None:
        """Make the data folder: UTF-8, checksums, the built-in C.UTF-8 locale, SCRAM for everyone.

        It is made beside its place and moved there in one step, so that a start killed half-way leaves
        nothing that looks like a database.
        """
        draft = self.data.with_name("data.new")
        if draft.exists():
            shutil.rmtree(draft)
        secret = self.data.with_name("superuser.secret")
        secret.touch(mode=0o600)
        secret.write_text(home.key("postgres_superuser") + "\n")
        self.user.own(secret)
        made = self.user.run(
            self.program("initdb"),
            *("-D", str(draft), "-U", "postgres", "-E", "UTF8", "-k", "--no-instructions"),
            *("--auth=scram-sha-256", f"--pwfile={secret}"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"),
            *(["--no-sync"] if _throwaway() else []),
        )
        secret.unlink()
        if made.returncode != 0:
            raise MachineError(
                f"无法建立数据库：{made.stderr.strip()}",
                f"The database could not be made in {self.data}; the reason stands above.",
            )
        with (draft / "postgresql.conf").open("a") as conf:
            conf.write("\ninclude 'guitu.conf'\n")
        draft.rename(self.data)

    def _write_configuration(self) -> None:
        path = self.data / "guitu.conf"
        path.write_text(configuration(self.socket, throwaway=_throwaway()))
        self.user.own(path)

    def _shorten_log(self) -> None:
        if self.log.exists() and self.log.stat().st_size > 10_000_000:
            self.log.replace(self.log.with_suffix(".old.log"))

    def _passing(self, mark: int) -> bool:
        """Whether what the log says since ``mark`` (a byte position) goes away by waiting."""
        if not self.log.exists():
            return False
        written = self.log.read_bytes()[mark:].decode(errors="replace")
        return any(words in written for words in _PASSING)

    def _tail(self) -> str:
        return self.log.read_text(errors="replace")[-1500:] if self.log.exists() else "-"


def _throwaway() -> bool:
    """Whether GUITU_THROWAWAY says that these data may be lost: tests do."""
    return env.flag("GUITU_THROWAWAY", default=False)


def configuration(socket: Path, *, throwaway: bool) -> str:
    """The settings that differ from PostgreSQL's own, for two cores and 4 GB.

    ``throwaway`` is for tests only: it trades safety against power loss for speed.
    """
    folder = str(socket).replace('"', '""').replace("'", "''")
    lines = [
        "listen_addresses = ''",
        "port = 5432",
        f"unix_socket_directories = '\"{folder}\"'",
        "unix_socket_permissions = 0700",
        "max_connections = 60",
        "shared_buffers = '256MB'",
        "effective_cache_size = '1GB'",
        "work_mem = '16MB'",
        "maintenance_work_mem = '128MB'",
        "max_wal_size = '2GB'",
        "checkpoint_timeout = '15min'",
        "random_page_cost = 1.1",
        "jit = off",
        "log_timezone = 'Asia/Shanghai'",
        "timezone = 'UTC'",
        # a statement, a failing row, a refused value may name people: whoever asked is told, the log is not
        "log_statement = 'none'",
        "log_error_verbosity = 'terse'",
        "log_min_messages = 'log'",
        "log_min_error_statement = 'panic'",
        "log_parameter_max_length = 0",
        "log_parameter_max_length_on_error = 0",
    ]
    if throwaway:
        lines += ["fsync = off", "synchronous_commit = off", "full_page_writes = off"]
    return "\n".join(lines) + "\n"


@contextmanager
def start_lock() -> Iterator[None]:
    """One starter or stopper at a time; a crash lets go of it."""
    folder = home.home()
    try:
        _make_home(folder)
        lock = (folder / "postgres.lock").open("a")
    except OSError as error:
        raise MachineError(
            f"无法写入 {folder}:{error.strerror}。请更改文件夹的所有者，或把 GUITU_HOME 指向可写的文件夹。",
            f"{folder} cannot be written: {error.strerror}. Change its owner, "
            "or point GUITU_HOME to a folder you may write.",
        ) from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def placed_server() -> Server | None:
    """The server of this GUITU_HOME as it was last placed; None before its first start."""
    placed = home.placement()
    if placed is None or placed.home != str(home.home()) or not Path(placed.data).exists():
        return None
    data = Path(placed.data)
    return Server(Path(placed.programs), data, Path(placed.socket), os_user(data))


def place_server() -> Server:
    """Decide where data, socket and programs lie, remember it, and make the data if there are none.

    The caller holds the start lock.
    """
    folder = home.home()
    found = placed_server()
    data = found.data if found else folder / "postgres" / "data"
    user = os_user(data)
    if found is None and not _reachable(user, folder):
        user.private_folder(_elsewhere(folder))
        data = _elsewhere(folder) / "data"
        user = os_user(data)
        _tell_elsewhere(folder, data)
    base = user.private_folder(data.parent)
    _check_owner(user, data)
    server = Server(_programs_for(user), data, _socket_folder(user, base), user)
    if not (data / "PG_VERSION").exists():
        server.create()
    home.remember_placement(
        home.Placement(
            home=str(folder), data=str(data), socket=str(server.socket), programs=str(server.programs)
        )
    )
    return server


def _make_home(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o711)  # ours, just made: the database user may pass through, not list


def _reachable(user: OsUser, folder: Path) -> bool:
    return not user.drops or user.can("-x", folder)


def _elsewhere(folder: Path) -> Path:
    """The place under /var/lib that belongs to the GUITU_HOME ``folder`` and to no other."""
    ELSEWHERE.mkdir(mode=0o711, parents=True, exist_ok=True)
    return ELSEWHERE / hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]


def _tell_elsewhere(folder: Path, data: Path) -> None:
    say(
        both(
            f"数据库用户无法进入 {folder}，数据放在 {data.parent}。",
            f"The database user cannot enter {folder}, so the data go to {data.parent}.",
        )
    )


def _check_owner(user: OsUser, data: Path) -> None:
    if data.exists() and data.stat().st_uid != user.uid:
        raise MachineError(
            f"数据文件夹 {data} 属于另一个用户。"
            "请用那个用户或 root 运行，或设置 GUITU_HOME 指向另一个文件夹。",
            f"The data folder {data} belongs to another user. Run as that user or as root, "
            "or point GUITU_HOME to another folder.",
        )


def _programs_for(user: OsUser) -> Path:
    programs = find_programs()
    if user.drops and not user.can("-x", programs / "postgres"):
        ELSEWHERE.mkdir(mode=0o711, parents=True, exist_ok=True)
        return copy_wheel(ELSEWHERE)
    return programs


def _socket_folder(user: OsUser, base: Path) -> Path:
    """The private folder of the socket: beside the data, or in a short place where that path is too long."""
    beside = base / "socket"
    if len(os.fsencode(f"{beside}{_SOCKET_NAME}")) <= _LONGEST_SOCKET:
        return user.private_folder(beside)
    mark = hashlib.sha256(os.fsencode(base)).hexdigest()[:12]
    runtime = env.text("XDG_RUNTIME_DIR", "")
    root = Path(runtime) if runtime and not user.drops else Path(tempfile.gettempdir())
    short = user.private_folder(root / f"guitu-{user.uid}-{mark}")
    say(
        both(
            f"路径 {base} 太长，数据库套接字放在 {short}。",
            f"The path {base} is too long for a socket, so the socket is in {short}.",
        )
    )
    return short
