"""Asking the witness: one line there, one line back."""

import json
import socket
from collections.abc import Mapping
from typing import Any

_PATIENCE = 5  # seconds


class WitnessSilentError(Exception):
    """Nobody answers where the witness should be."""


def ask(where: str, said: Mapping[str, object]) -> Mapping[str, Any]:
    """The witness's answer.

    Raises:
        WitnessSilentError: none came.
    """
    try:
        with _reach(where) as way:
            way.sendall(json.dumps(said).encode() + b"\n")
            heard = way.makefile("rb").readline()
        answer = json.loads(heard)
    except (OSError, ValueError) as error:
        raise WitnessSilentError(where) from error
    return answer if isinstance(answer, dict) else {}


def _reach(where: str) -> socket.socket:
    host, found, port = where.rpartition(":")
    if found and port.isdigit():
        return socket.create_connection((host, int(port)), timeout=_PATIENCE)
    way = socket.socket(socket.AF_UNIX)
    way.settimeout(_PATIENCE)
    try:
        way.connect(where)
    except OSError:
        way.close()
        raise
    return way
