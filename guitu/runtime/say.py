"""Words to the person at the terminal: always on stderr, so that stdout stays for data."""

import sys


def say(sentence: str) -> None:
    """Print ``sentence`` on stderr at once."""
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201 - this is the one place that prints


def both(zh: str, en: str) -> str:
    """A sentence in Chinese with the same in English below it: the terminal has no language setting."""
    return f"{zh}\n{en}"


class MachineError(Exception):
    """Something about the machine that the operator can mend; the message says how, in two languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(both(zh, en))
