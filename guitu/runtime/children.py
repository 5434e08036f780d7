"""Processes that live and die with the one that started them."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

from guitu.config.home import REPOSITORY

_PR_SET_PDEATHSIG = 1


def spawn(command: Sequence[str], *, surroundings: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """Start ``command`` in a session of its own; it is told to stop when this process dies, even by kill -9.

    The session keeps the terminal's Ctrl-C with this process, which then stops its children in order.
    """
    return subprocess.Popen(
        command,
        cwd=REPOSITORY,
        env=dict(surroundings),
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_die_with_parent if sys.platform == "linux" else None,
    )


def stop_all(children: Sequence["subprocess.Popen[bytes]"], *, patience: float = 10.0) -> None:
    """Ask all children to stop; after ``patience`` seconds kill those left, each with its group."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    until = time.monotonic() + patience
    for child in children:
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
