"""The sealer as a process: every few seconds new rows are sealed and the head is shown to the witness.

It keeps nothing of its own: killed at any moment, the next one goes on from the last head in the database. It
needs no Django, so that it is small and starts at once.
"""

import time
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

import psycopg

from guitu.config import env, home
from guitu.domain.ledger.head import Head, to_cosign, to_sign
from guitu.domain.ledger.tree import Frontier, consistency_proof
from guitu.foundation import clock
from guitu.foundation.audit import sealing
from guitu.foundation.audit.keys import HASHES, SIGNATURES, Signer, hash_of, signer, verifies
from guitu.foundation.audit.own import Connection
from guitu.foundation.audit.sealing import Sealed
from guitu.foundation.audit.telling import tell
from guitu.runtime.say import say
from guitu.runtime.witness.asking import WitnessSilentError, ask
from guitu.runtime.witness.server import address
from guitu.runtime.witness.store import SUITE, head_as_json

EVERY = 2  # seconds; the promise is five
_SILENT = 60  # seconds without a witness until the security admin is told
_LOST = {"smaller", "other", "inconsistent"}  # the witness has seen another past than the database has


def suite() -> str:
    """Hash and signature of logs begun now: GUITU_AUDIT_HASH and GUITU_AUDIT_SIGNATURE."""
    hashed = env.choice("GUITU_AUDIT_HASH", "sha256", HASHES)
    return f"{hashed}-{env.choice('GUITU_AUDIT_SIGNATURE', 'ed25519', SIGNATURES)}"


def own_signer() -> Signer:
    """The log's own key.

    Raises:
        DomainError: "audit-log.no-sm2".
    """
    return signer(suite().partition("-")[2], home.key("audit_log"))


def run() -> None:
    """Seal until the process is stopped. A second sealer waits until the first is gone."""
    key, wanted = own_signer(), suite()
    while True:
        with suppress(psycopg.Error), connect() as connection:
            if sealing.alone(connection):
                at_work = Sealer(connection, key, wanted, address())
                while True:
                    at_work.step()
                    time.sleep(EVERY)
        time.sleep(EVERY)


def connect() -> Connection:
    """The log's own connection, without Django."""
    way = home.endpoint("audit")
    return psycopg.connect(
        host=way.host,
        port=way.port,
        user=way.user,
        password=way.password,
        dbname=way.database,
        autocommit=True,
        connect_timeout=5,
        application_name="guitu-sealer",
        **way.options,  # type: ignore[arg-type]  # libpq's own keywords, all of them text
    )


@dataclass
class Sealer:
    """One sealer on one connection. ``seen`` how much of the present log the witness has; None: not asked."""

    connection: Connection
    key: Signer
    suite: str
    witness: str
    seen: int | None = None
    silent_since: datetime | None = None

    def step(self) -> None:
        """Seal what is finished, then show the witness what it has not seen.

        At first the other way round: a log that was taken back is not gone on with.
        """
        now = clock.now()
        before = self._present(now)
        if self.seen is None and self.silent_since is None:
            self._show(before, now)
            before = self._present(now)
        while (made := sealing.seal(self.connection, self.key, before, at=now)) is not None:
            before = made
        if self.seen is None or before.head.size > self.seen:
            self._show(before, now)

    def _present(self, now: datetime) -> Sealed:
        """The log to go on with: the last one, or a new one where that cannot be gone on with."""
        last = sealing.last(self.connection)
        if last is None or last.head.suite != self.suite:
            return self._begin(last, now)
        if last.server != sealing.server_of(self.connection):
            tell(self.connection, "log.other-server", now, size=last.head.size)
            return self._begin(last, now)
        return last

    def _begin(self, last: Sealed | None, now: datetime) -> Sealed:
        self.seen = None
        return sealing.begin(self.connection, self.key, last, suite=self.suite, at=now)

    def _show(self, last: Sealed, now: datetime) -> None:
        try:
            answer = ask(self.witness, self._message(last, self.seen or 0))
            if answer.get("refused") == "elsewhere":
                answer = ask(self.witness, self._message(last, int(answer["size"])))
        except WitnessSilentError:
            self._silent(now)
            return
        self.silent_since = None
        refused = str(answer.get("refused", ""))
        if not refused:
            self._accept(last.head, answer)
        elif refused in _LOST:
            say(f"见证程序拒绝（{refused}）：日志曾被改动或恢复到更早的状态。The witness refuses: {refused}.")
            tell(self.connection, "log.refused", now, why=refused, size=last.head.size)
            self._begin(last, now)  # the witness keeps what it saw of the old one
        else:
            tell(self.connection, "log.unheard", now, why=refused)

    def _message(self, last: Sealed, seen: int) -> dict[str, object]:
        hashed = hash_of(last.head.suite)
        before = self._tree_at(last.head, seen)
        proof = consistency_proof(before, self._leaves(last.head, seen), hashed) if before else []
        return {
            **head_as_json(last.head),
            "key": self.key.public,
            "signature": b64encode(self.key.sign(to_sign(last.head))).decode(),
            "from": seen,
            "proof": [b64encode(node).decode() for node in proof],
        }

    def _tree_at(self, head: Head, size: int) -> Frontier | None:
        """The tree when it had that size; None where no head of that size is there any more."""
        row = self.connection.execute(
            "select frontier from audit_head where log = %s and size = %s", [head.log, size]
        ).fetchone()
        return Frontier(hash_of(head.suite), size, sealing.split(row[0])) if row and size else None

    def _leaves(self, head: Head, size: int) -> list[bytes]:
        found = self.connection.execute(
            "select leaves from audit_head where log = %s and size > %s and size <= %s order by size",
            [head.log, size, head.size],
        )
        return [leaf for (packed,) in found for leaf in sealing.split(packed)]

    def _accept(self, head: Head, answer: object) -> None:
        said = answer if isinstance(answer, dict) else {}
        seen_at = datetime.fromisoformat(said["seen_at"])
        seen = Head(head.log, head.size, head.root, datetime.fromisoformat(said["at"]), head.suite)
        signature = b64decode(said["cosignature"])
        if verifies(SUITE, said["witness"], to_cosign(seen, seen_at), signature):
            self.connection.execute(
                "insert into audit_cosignature (id, log, size, witness, signature, at)"
                " values (%s, %s, %s, %s, %s, %s)",
                [uuid4(), head.log, head.size, said["witness"], signature, seen_at],
            )
            self.seen = head.size

    def _silent(self, now: datetime) -> None:
        self.silent_since = self.silent_since or now
        if (now - self.silent_since).total_seconds() > _SILENT:
            tell(self.connection, "log.witness-silent", now)
