"""Running a command while somebody looks at how much memory it holds."""

import json
import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from guitu.config import home
from guitu.runtime.say import MachineError

LOOK_EVERY = 0.05  # seconds


@dataclass(frozen=True, slots=True)
class Watched:
    """How long a command took, the most memory it held (MB), and the JSON it answered."""

    seconds: float
    peak: float
    said: dict[str, object]


def watch(command: Sequence[str], answer: Path, *, env: Mapping[str, str] | None = None) -> Watched:
    """Run a command that prints JSON; ``answer`` a file for it, gone afterwards.

    Raises:
        MachineError: the command did not finish.
    """
    peak = 0.0
    with answer.open("wb") as out:
        began = time.perf_counter()
        running = psutil.Popen(
            command,
            cwd=home.REPOSITORY,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=out,
        )
        while running.poll() is None:
            peak = max(peak, _resident(running))
            time.sleep(LOOK_EVERY)
        seconds = time.perf_counter() - began
    if running.returncode != 0:
        raise MachineError("命令没有完成，原因见上。", "The command did not finish; the reason stands above.")
    said: dict[str, object] = json.loads(answer.read_text(encoding="utf-8"))
    answer.unlink()
    return Watched(seconds, peak, said)


def _resident(running: psutil.Process) -> float:
    """MB that the process and those it started hold; pages they share count twice."""
    total = 0
    try:
        for process in (running, *running.children(recursive=True)):
            total += process.memory_info().rss
    except psutil.NoSuchProcess:
        return 0.0  # it ended while we looked
    return total / 1e6
