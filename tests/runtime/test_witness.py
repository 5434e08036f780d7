"""The witness believes nothing it cannot check; sealer and witness survive kills; a log taken back shows."""

import json
import os
import signal
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from guitu.config.home import REPOSITORY
from guitu.domain.ledger.head import Head, to_sign
from guitu.domain.ledger.tree import Frontier, consistency_proof
from guitu.foundation.audit.keys import Ed25519, hash_of
from guitu.runtime.witness import store
from guitu.runtime.witness.judging import answer
from guitu.runtime.witness.store import Store, head_as_json
from tests.runtime.conftest import Home, make_home

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
SUITE = "sha256-ed25519"
LOG = UUID(int=1)
KEY = Ed25519.of("the log")
HASH = hash_of(SUITE)


def tree(size: int, *, salt: bytes = b"") -> Frontier:
    made = Frontier(HASH)
    for n in range(size):
        made.add(HASH(salt + str(n).encode()))
    return made


def head(size: int, *, salt: bytes = b"", log: UUID = LOG) -> Head:
    return Head(log, size, tree(size, salt=salt).root, NOW, SUITE)


def message(
    of: Head, *, start: int = 0, key: Ed25519 = KEY, proof: list[bytes] | None = None
) -> dict[str, object]:
    """What a log sends; the honest proof from ``start`` where no other is given."""
    if proof is None:
        added = [HASH(str(n).encode()) for n in range(start, of.size)]
        proof = consistency_proof(tree(start), added, HASH)
    return {
        **head_as_json(of),
        "key": key.public,
        "signature": b64encode(key.sign(to_sign(of))).decode(),
        "from": start,
        "proof": [b64encode(node).decode() for node in proof],
    }


@pytest.fixture
def witness(tmp_path: Path) -> Store:
    """A witness that has seen five lines of the log."""
    made = Store(tmp_path / "witness")
    assert "cosignature" in answer(made, message(head(5)), at=NOW)
    return made


def test_a_log_that_grew_is_cosigned_and_one_that_stood_still_again(witness: Store) -> None:
    grown = answer(witness, message(head(9), start=5), at=NOW)
    again = answer(witness, message(head(9), start=9), at=NOW + timedelta(hours=1))

    assert "cosignature" in grown
    assert again == grown
    assert store.read(witness.folder)[LOG].roots == {5: head(5).root, 9: head(9).root}


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        (lambda: message(head(3)), "smaller"),
        (lambda: message(head(5, salt=b"x"), start=5, proof=[]), "other"),
        (lambda: message(head(9), start=0), "elsewhere"),
        (lambda: message(head(9), start=5, proof=[]), "inconsistent"),
        (lambda: message(head(9, salt=b"x"), start=5), "inconsistent"),
        (lambda: message(head(9), start=5, key=Ed25519.of("another")), "stranger"),
        (lambda: message(head(9, log=UUID(int=2)), key=Ed25519.of("another")), "stranger"),
        (lambda: {**message(head(9), start=5), "size": 8}, "unsigned"),
        (lambda: {**message(head(9), start=5), "suite": "sha256-sm2"}, "unreadable"),
        (lambda: {"size": "many"}, "unreadable"),
        (lambda: {**message(head(9), start=5), "proof": [7]}, "unreadable"),
        (lambda: {**message(head(9), start=5), "signature": "*"}, "unreadable"),
    ],
)
def test_a_false_head_is_refused_and_not_kept(
    witness: Store, said: Callable[[], dict[str, object]], refused: str
) -> None:
    assert answer(witness, said(), at=NOW)["refused"] == refused
    assert set(store.read(witness.folder)[LOG].roots) == {5}


def test_a_new_log_of_a_known_key_is_heard(witness: Store) -> None:
    other = head(2, log=UUID(int=2))
    assert "cosignature" in answer(witness, message(other), at=NOW)
    assert (
        answer(witness, message(replace(other, log=UUID(int=3)), start=1), at=NOW)["refused"] == "elsewhere"
    )


def test_a_line_cut_short_by_a_kill_is_dropped(witness: Store) -> None:
    (file,) = witness.folder.glob("*.jsonl")
    whole = file.read_text()
    file.write_text(whole + whole[: len(whole) // 2])

    again = Store(witness.folder)

    assert file.read_text() == whole
    assert again.key.public == witness.key.public
    assert "cosignature" in answer(again, message(head(9), start=5), at=NOW)


def test_a_line_the_witness_did_not_sign_is_not_believed(witness: Store) -> None:
    (file,) = witness.folder.glob("*.jsonl")
    forged = json.loads(file.read_text()) | {"size": 6}
    with file.open("a") as lines:
        lines.write(json.dumps(forged) + "\n")

    assert set(store.read(witness.folder)[LOG].roots) == {5}


# the processes


@pytest.fixture(scope="module")
def served() -> Iterator[Home]:
    """A home with a migrated database, a witness and a sealer."""
    made = make_home()
    assert made.guitu("db", "start").returncode == 0
    done = made.guitu("migrate")
    assert done.returncode == 0, done.stderr
    yield made
    made.remove()


@pytest.fixture
def processes(served: Home) -> Iterator[dict[str, "subprocess.Popen[bytes]"]]:
    """Witness and sealer, running."""
    running = {"witness": start(served, "witness"), "sealer": start(served, "audit", "seal")}
    yield running
    for process in running.values():
        process.kill()
        process.wait()


def start(home: Home, *arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "guitu.runtime.cli", *arguments],
        cwd=REPOSITORY,
        env=home.surroundings(),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def write(home: Home, count: int) -> None:
    with home.connect("audit") as way:
        way.execute(
            "insert into audit_access (id, at, actor, role, act, purpose, near, screen, compartments, device)"
            " select gen_random_uuid(), clock_timestamp(), %s, '', 'open', '', '', '', '', ''"
            " from generate_series(1, %s)",
            [uuid4(), count],
        )


def until(home: Home, query: str, wanted: object) -> None:
    """Wait for the answer of a query; the machine may be busy."""
    found: object = None
    for _ in range(600):
        with home.connect("superuser") as way:
            row = way.execute(query).fetchone()  # type: ignore[arg-type]  # a literal of the test
        found = row[0] if row else None
        if found == wanted:
            return
        time.sleep(0.1)
    pytest.fail(f"{query}: {found} instead of {wanted}")


PRESENT = "(select log from audit_head order by number desc limit 1)"
WITNESSED = f"select max(size) from audit_cosignature where log = {PRESENT}"  # noqa: S608 - ours
SEALED = "select size from audit_head order by number desc limit 1"


def verified(home: Home) -> tuple[int, dict[str, object]]:
    done = home.guitu("audit", "verify", "--json")
    return done.returncode, json.loads(done.stdout)


def test_sealing_goes_on_after_any_kill_and_a_log_taken_back_shows(
    served: Home, processes: dict[str, "subprocess.Popen[bytes]"]
) -> None:
    write(served, 30)
    until(served, WITNESSED, 30)

    kill(processes["sealer"])  # rows are written while nobody seals
    write(served, 20)
    processes["sealer"] = start(served, "audit", "seal")
    until(served, WITNESSED, 50)

    kill(processes["witness"])  # and sealed while nobody watches
    write(served, 10)
    until(served, SEALED, 60)
    processes["witness"] = start(served, "witness")
    until(served, WITNESSED, 60)

    assert verified(served) == (
        0,
        {
            "sound": True,
            "witnessed": True,
            "waiting": 0,
            "inserted": [],
            "logs": [{"log": mine(served), "size": 60, "faults": []}],
        },
    )

    old = mine(served)
    kill(processes["sealer"])
    with served.connect("superuser") as way:  # a day is taken back: rows and heads as if never written
        way.execute("delete from audit_head where size > 50")
        way.execute("delete from audit_access where seq > 50")
    write(served, 5)
    processes["sealer"] = start(served, "audit", "seal")
    until(served, "select kind from audit_alert where kind = 'log.refused'", "log.refused")
    write(served, 5)
    until(served, "select count(distinct log) from audit_head", 2)

    code, report = verified(served)
    faults = {log["log"]: log["faults"] for log in report["logs"]}  # type: ignore[index, attr-defined]
    assert code == 1
    assert min(fault["position"] for fault in faults[old]) == 50
    assert [faults[log] for log in faults if log != old] == [[]]


def kill(process: "subprocess.Popen[bytes]") -> None:
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def mine(home: Home) -> str:
    with home.connect("superuser") as way:
        row = way.execute("select log from audit_head order by number desc limit 1").fetchone()
    assert row is not None
    return str(row[0])


def test_sm2_without_a_module_is_refused_with_a_sentence(served: Home) -> None:
    refused = served.guitu("audit", "key", GUITU_AUDIT_SIGNATURE="sm2")

    assert refused.returncode == 1
    assert "SM2" in refused.stderr
    assert "audit-log.no-sm2" in refused.stderr
