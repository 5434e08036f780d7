"""The operating-system user that the embedded server runs as.

PostgreSQL refuses to run as root. Started by root it drops to an unprivileged user; started by anyone
else it runs as that user. No parent folder's permissions are ever loosened: what the unprivileged user
cannot reach is put elsewhere.
"""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from guitu.config import env
from guitu.runtime.say import MachineError


@dataclass(frozen=True)
class OsUser:
    """Whom the server's programs run as. ``drops`` is False where that is ourselves."""

    uid: int
    gid: int
    drops: bool

    def run(self, *command: str, stdin: str | None = None) -> "subprocess.CompletedProcess[str]":
        """Run ``command`` as this user, in the root folder, with a bare environment; output captured."""
        bare = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        if self.drops:
            return subprocess.run(
                command,
                cwd="/",
                env=bare,
                input=stdin,
                text=True,
                capture_output=True,
                check=False,
                user=self.uid,
                group=self.gid,
                extra_groups=[],
            )
        return subprocess.run(
            command, cwd="/", env=bare, input=stdin, text=True, capture_output=True, check=False
        )

    def can(self, test: str, path: Path) -> bool:
        """Whether this user passes ``test -x`` or ``-w`` on the path: asked, not guessed from modes."""
        return self.run("/bin/sh", "-c", f'test {test} "$0"', str(path)).returncode == 0

    def own(self, path: Path) -> None:
        """Give ``path`` to this user, where we are able to."""
        if self.drops:
            os.chown(path, self.uid, self.gid)

    def private_folder(self, path: Path) -> Path:
        """``path`` as a folder that only this user (and root) can enter; made if needed.

        Raises:
            MachineError: it is a link, or belongs to someone else.
        """
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        facts = path.lstat()
        if path.is_symlink() or facts.st_uid not in {self.uid, os.geteuid()}:
            raise MachineError(
                f"文件夹 {path} 属于另一个用户。请换用那个用户运行，或设置 GUITU_HOME 指向另一个文件夹。",
                f"The folder {path} belongs to another user. Run as that user, "
                "or point GUITU_HOME to another folder.",
            )
        self.own(path)
        path.chmod(0o700)
        return path


def os_user(data: Path) -> OsUser:
    """Who runs the server whose data are (or will be) in ``data``.

    Existing data decide: they stay with the user they belong to. Fresh data go, for root, to
    GUITU_OS_USER, else to guitu, postgres or nobody, whichever exists first.
    """
    mine = os.geteuid()
    if mine != 0:
        return OsUser(mine, os.getegid(), drops=False)
    if data.exists() and data.stat().st_uid != 0:
        facts = data.stat()
        return OsUser(facts.st_uid, facts.st_gid, drops=True)
    entry = _named(env.text("GUITU_OS_USER", ""))
    return OsUser(entry.pw_uid, entry.pw_gid, drops=True)


def _named(name: str) -> pwd.struct_passwd:
    for candidate in [name] if name else ["guitu", "postgres", "nobody"]:
        try:
            entry = pwd.getpwnam(candidate)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return entry
    raise MachineError(
        f"没有可用的非 root 系统用户（{name or 'guitu、postgres、nobody'}）来运行数据库。"
        "请新建一个用户，并设置 GUITU_OS_USER。",
        f"There is no unprivileged user ({name or 'guitu, postgres, nobody'}) to run the database as. "
        "Make one and name it in GUITU_OS_USER.",
    )
