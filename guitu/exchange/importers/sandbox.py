"""The outside of a small process that opens a foreign file: it is started, listened to and always stopped.

Its answers come line by line, so a province's roster is never in memory as a whole.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer
from typing import Any

from guitu.domain.kernel.errors import DomainError

SILENCE_SECONDS = 30
"""How long the process may be silent; how long it may compute is limited inside it."""

_OWN_FILES = Path("/proc/self/fd")

# -I keeps the caller's directory and environment out; the package's own place is handed over instead.
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from importlib import import_module; from pathlib import Path; "
    "from guitu.exchange.importers.confined import answer; "
    "sys.exit(answer(import_module(sys.argv[2]).answers, Path(sys.argv[3])))"
)


@contextmanager
def opened_by(
    module: str, path: Path, *, given: object = None, seconds: float = SILENCE_SECONDS
) -> Iterator[Iterator[dict[str, Any]]]:
    """What ``answers`` of a module says of a file, in a process of its own.

    Args:
        module: the full name of the module whose ``answers(path)`` runs there.
        path: the file; ``/proc/self/fd/N`` is one that only this process has open, which the other inherits.
        given: goes to its stdin as JSON.
        seconds: of silence, after which it is stopped.

    Raises:
        DomainError: "roster-file.missing"; in the middle, whatever it refused with, or
            "roster-file.too-heavy" when a limit stopped it.
    """
    if not path.is_file():
        raise DomainError("roster-file.missing")
    inherited = path.parent == _OWN_FILES
    child = subprocess.Popen(
        [
            sys.executable,
            "-I",
            "-c",
            _START,
            str(_root()),
            module,
            str(path if inherited else path.resolve()),
        ],
        pass_fds=(int(path.name),) if inherited else (),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        with suppress(BrokenPipeError):  # it ended before it listened; its answers say why
            _tell(child, given)
        yield _answers(child, seconds)
    finally:
        child.kill()
        if child.stdout is not None:
            child.stdout.close()
        child.wait()


def _tell(child: subprocess.Popen[bytes], given: object) -> None:
    if child.stdin is not None:  # asked for above; only the type allows it
        child.stdin.write(json.dumps(given).encode())
        child.stdin.close()


def _root() -> Path:
    return Path(__file__).resolve().parents[3]


def _answers(child: subprocess.Popen[bytes], seconds: float) -> Iterator[dict[str, Any]]:
    for line in _said(child, seconds):
        answer: dict[str, Any] = json.loads(line)
        if "refused" in answer:
            raise DomainError(answer["refused"], **answer["facts"])
        if "end" in answer:
            return
        yield answer
    raise DomainError("roster-file.too-heavy")  # it was stopped by its limits before it could say so


def _said(child: subprocess.Popen[bytes], seconds: float) -> Iterator[bytes]:
    """The child's whole lines; a child that is silent for too long is stopped.

    Only waiting counts: while the caller is busy with what it was told, the child may wait for the caller.
    """
    if child.stdout is None:  # asked for above; only the type allows it
        return
    while True:
        clock = Timer(seconds, child.kill)
        clock.daemon = True
        clock.start()
        try:
            line = child.stdout.readline()
        finally:
            clock.cancel()
        if not line.endswith(b"\n"):
            return
        yield line
