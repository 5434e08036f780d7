"""Inside a small process that opens a foreign file: limits first, then work, then answers line by line.

Each answer is one line of JSON; ``{"refused": code, "facts": {…}}`` and ``{"end": true}`` are the last ones.
Whatever happens in here, the process that called it keeps its memory, its time and its database connection.
"""

import json
import resource
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from python_calamine import CalamineError

from guitu.domain.kernel.errors import DomainError
from guitu.exchange.importers.xlsx_guard import MEGABYTE

ADDRESS_SPACE = 340 * MEGABYTE
CPU_SECONDS = 60  # a province's roster takes ten; what is hostile is refused before it is parsed

Answers = Callable[[Path], Iterable[dict[str, object]]]


def answer(answers: Answers, path: Path) -> int:
    """Print what ``answers`` gives for a file; 0 also when it was refused, because that is the answer."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file
    try:
        for line in answers(path):
            _say(line)
        _say({"end": True})
    except DomainError as error:
        _say({"refused": error.code, "facts": error.facts})
    except (CalamineError, ValueError) as error:
        _say({"refused": "roster-file.damaged", "facts": {"reader": type(error).__name__}})
    except MemoryError:
        _say({"refused": "roster-file.too-heavy", "facts": {}})
    return 0


def _say(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False, separators=(",", ":"), default=_day) + "\n")
    sys.stdout.flush()


def _day(value: object) -> dict[str, str]:
    """How a date stands in JSON.

    Raises:
        TypeError: anything else.
    """
    if isinstance(value, date):
        return {"d": value.isoformat()}
    raise TypeError(type(value).__name__)
