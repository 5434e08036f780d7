"""Where Guitu keeps what is its own: the folder GUITU_HOME, its keys, and how the database is reached.

The launcher writes what stands here and the settings read it, so that importing the settings never
starts anything: type checks and ``makemigrations`` work without a server.
"""

import json
import os
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from guitu.config import env

REPOSITORY = Path(__file__).resolve().parents[2]

OWNER = "guitu_owner"
APP = "guitu_app"
WORKER = "guitu_worker"
REPORT = "guitu_report"
AUDIT = "guitu_audit"
# who comes in as whom; the names of the first two are the operator's own where DATABASE_URL says so
USERS = {"owner": OWNER, "app": APP, "worker": WORKER, "report": REPORT, "audit": AUDIT}
DATABASE = "guitu"


@dataclass(frozen=True)
class Endpoint:
    """One way into one database. ``host`` is a socket folder (begins with /) or a host name."""

    host: str
    port: int
    user: str
    password: str
    database: str
    options: dict[str, str]


@dataclass(frozen=True)
class Placement:
    """Where the embedded server of ``home`` lies: its data, its socket folder and its programs."""

    home: str
    data: str
    socket: str
    programs: str


def home() -> Path:
    """GUITU_HOME, absolute; ``var`` inside the clone where it is not set."""
    return Path(env.text("GUITU_HOME", str(REPOSITORY / "var"))).expanduser().absolute()


def demo_mark() -> Path:
    """The file that says the database holds the made-up county; its text is printed at each start."""
    return home() / "demo" / "sign-ins.txt"


def keys() -> Path:
    """The folder of keys and passwords, readable by its owner only; made if needed."""
    folder = home() / "keys"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise env.SettingError(
            f"无法在 {folder} 保存密钥：{error.strerror}。"
            "请更改文件夹的所有者，或把 GUITU_HOME 指向可写的文件夹。\n"
            f"Keys cannot be kept in {folder}: {error.strerror}. "
            "Change the folder's owner, or point GUITU_HOME to a folder you may write."
        ) from error
    return folder


def key(name: str) -> str:
    """The secret called ``name``: made at random the first time, the same ever after."""
    return secret_in(keys() / name)


def secret_in(path: Path) -> str:
    """The secret kept in a file; one is made where there is none.

    Two processes that make it at once end with one value: the file is linked into place, and the
    second finds it there.
    """
    if not path.exists():
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(36))
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()


def placement() -> Placement | None:
    """Where the launcher put the embedded server; None before its first start."""
    try:
        return Placement(**json.loads((home() / "postgres.json").read_text()))
    except FileNotFoundError:
        return None


def remember_placement(placed: Placement) -> None:
    """Keep ``placed`` for every later process, replaced in one step."""
    path = home() / "postgres.json"
    draft = path.with_name(f".postgres.json.{os.getpid()}")
    draft.write_text(json.dumps(asdict(placed), indent=2) + "\n")
    draft.replace(path)


def external() -> bool:
    """Whether DATABASE_URL names a server of the operator's own instead of the embedded one."""
    return bool(env.text("DATABASE_URL", ""))


def endpoint(role: str, database: str | None = None) -> Endpoint:
    """The way in for ``role``, one of ``USERS``; on a server of the operator's own also "admin".

    With DATABASE_URL that address is the application's; the owner comes in by GUITU_OWNER_DATABASE_URL, and
    the other roles at the application's address under their own names.

    Raises:
        SettingError: the role is none of ours, or an address is missing or malformed.
    """
    if role == "admin" and external():
        return _from_url("GUITU_ADMIN_DATABASE_URL", database or _from_url("DATABASE_URL", None).database)
    if role not in USERS:
        raise env.SettingError(
            f"没有名为 {role} 的数据库角色，可用：{'、'.join(USERS)}。\n"
            f"There is no database role {role}; there are {', '.join(USERS)}."
        )
    database = database or env.text("GUITU_DB_NAME", "") or None
    if external():
        return _outside(role, database)
    placed = placement()
    return Endpoint(
        host=placed.socket if placed else str(home() / "postgres" / "socket"),
        port=5432,
        user=USERS[role],
        password=key(f"postgres_{role}"),
        database=database or DATABASE,
        options={},
    )


def _outside(role: str, database: str | None) -> Endpoint:
    if role == "owner" and env.text("GUITU_OWNER_DATABASE_URL", ""):
        return _from_url("GUITU_OWNER_DATABASE_URL", database)
    way = _from_url("DATABASE_URL", database)
    if role in {"owner", "app"}:
        return way
    return replace(way, user=USERS[role], password=key(f"postgres_{role}"))


def _from_url(name: str, database: str | None) -> Endpoint:
    """The parts of postgresql://user:password@host:port/database?sslmode=require."""
    try:
        parts = urlsplit(env.text(name))
        port = parts.port or 5432
    except ValueError:
        raise _malformed(name) from None
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    path = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not host or not parts.username or not path:
        raise _malformed(name)
    return Endpoint(
        host=host,
        port=port,
        user=unquote(parts.username),
        password=unquote(parts.password or ""),
        database=database or path,
        options=options,
    )


def _malformed(name: str) -> env.SettingError:
    # the value itself holds a password and is not repeated
    return env.SettingError(
        f"环境变量 {name} 应形如 postgresql://用户：密码@主机：5432/数据库。\n"
        f"The environment variable {name} must look like postgresql://user:password@host:5432/database."
    )
