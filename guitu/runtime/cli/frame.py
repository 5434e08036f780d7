"""What stands round every command: Django and the database on demand, and errors turned into sentences."""

import functools
import os
import resource
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click

from guitu.config import logs
from guitu.config.env import SettingError
from guitu.domain.kernel.errors import DomainError
from guitu.runtime.framework import close_connections, set_up_django
from guitu.runtime.say import MachineError, say

P = ParamSpec("P")
R = TypeVar("R")

DONE, NOT_DONE, WRONG_INPUT = 0, 1, 2
# areas of codes that say the caller's own input is wrong; so does every "….unknown"
WRONG_INPUT_AREAS = frozenset(
    {
        *("case-file", "citizen-id", "date", "draw-file", "name", "phone", "region", "roster-file", "rules"),
        *("span", "spell-file", "township"),
    }
)


def with_django(function: Callable[P, R]) -> Callable[P, R]:
    """Run the command with Django set up, the database answering and its migrations applied."""

    @functools.wraps(function)
    def framed(*args: P.args, **kwargs: P.kwargs) -> R:
        from guitu.runtime.presence import database

        with database():
            set_up_django()
            from guitu.runtime.migrating import bring_up_to_date

            bring_up_to_date()
            try:
                return function(*args, **kwargs)
            finally:
                close_connections()

    return framed


def main() -> None:
    """Run the command line; leave with 0, 1 or 2 and a sentence on stderr."""
    os.environ.setdefault("GUITU_DB_ROLE", "worker")  # the site alone is the application
    sys.excepthook = logs.hook
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file is names and keys; children inherit this
    try:
        from guitu.runtime.cli.group import guitu

        sys.exit(_run(guitu))
    except KeyboardInterrupt:  # before or after the command itself
        sys.exit(NOT_DONE)


def _run(group: click.Group) -> int:
    try:
        code = group.main(prog_name="guitu", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        say("已中断 interrupted")
        return NOT_DONE
    except (MachineError, SettingError) as error:
        say(str(error))
        return NOT_DONE
    except DomainError as error:
        say(sentence(error))
        return exit_code(error)
    return code if isinstance(code, int) else DONE


def exit_code(error: DomainError) -> int:
    """2 where the caller's input is wrong, 1 where right input could not be acted on."""
    area, _, rest = error.code.partition(".")
    return WRONG_INPUT if area in WRONG_INPUT_AREAS or rest == "unknown" else NOT_DONE


def sentence(error: DomainError) -> str:
    """What the site would say, in Chinese and in English, and the code with its facts for scripts."""
    set_up_django()
    from django.utils import translation

    from guitu.web.shell.words import sentence as words_for

    lines = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            lines.append(words_for(error))
    facts = " ".join([f"[{error.code}]", *(f"{name}={value}" for name, value in error.facts.items())])
    return "\n".join([*dict.fromkeys(lines), facts])
