"""After a restore: erase again, let keys follow files. In a process of its own on the restored database."""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from typing import Any

from guitu.config import home
from guitu.runtime.external import connect
from guitu.runtime.framework import close_connections, set_up_django
from guitu.runtime.say import MachineError

# What a restore in place leaves on the ledger in its own transaction, so that whoever comes next settles
# what a restore that was killed could not.
_MARK = "unsettled"
LEAVE_MARK = f"""
do $$ begin
    if to_regclass('public.crypto_erasure') is not null then
        comment on table public.crypto_erasure is '{_MARK}';
    end if;
end $$
"""


def settle(name: str) -> dict[str, int]:
    """Settle the database ``name``, whose tables are up to date.

    Returns how many files were "erased" again, and how many are "unreadable" because their keys are missing.

    Raises:
        MachineError: it could not be done; the reason went to stderr.
    """
    done = subprocess.run(
        [sys.executable, "-m", "guitu.runtime.settling"],
        cwd=home.REPOSITORY,
        env={**os.environ, "GUITU_DB_NAME": name, "GUITU_DB_ROLE": "worker"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=False,
    )
    if done.returncode != 0:
        raise MachineError(
            "恢复的数据未能补上此后的删除，原因见上。",
            "What was erased since could not be erased again; see above.",
        )
    found: dict[str, int] = json.loads(done.stdout)
    return found


def settle_served() -> dict[str, int]:
    """Settle the database that is served, and take the mark of a restore from it."""
    found = settle(home.endpoint("owner").database)
    with connect("owner") as owner:
        owner.execute("comment on table crypto_erasure is null")
    return found


def is_unsettled(connection: Any) -> bool:
    """Whether a restore was killed before it could settle what it brought."""
    with connection.cursor() as cursor:
        cursor.execute("select obj_description(to_regclass('public.crypto_erasure')::oid, 'pg_class')")
        return bool(cursor.fetchone()[0] == _MARK)


def main() -> None:
    """Settle, and print what was found as JSON."""
    set_up_django()
    from guitu.foundation.clock import today
    from guitu.workflows.erase import settle_restored

    try:
        json.dump(asdict(settle_restored(on=today())), sys.stdout)
    finally:
        close_connections()


if __name__ == "__main__":
    main()
