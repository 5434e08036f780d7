"""What stands round every command: Django and the database on demand, and errors turned into sentences."""

import functools
import os
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click

from guitu.config.env import SettingError
from guitu.domain.kernel.errors import DomainError
from guitu.runtime.say import MachineError, say

P = ParamSpec("P")
R = TypeVar("R")

DONE, NOT_DONE, WRONG_INPUT = 0, 1, 2
# first words of the codes that say the caller's own input is wrong
WRONG_INPUT_AREAS = frozenset(
    {"case-file", "facts", "file", "journal", "roster", "rules", "citizen-id", "phone", "region", "date"}
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


def set_up_django() -> None:
    """Load the settings and the apps, once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guitu.config.settings")
    import django

    django.setup()


def close_connections() -> None:
    """Give every connection back before the server may stop under us."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        close_pool = getattr(connection, "close_pool", None)
        if close_pool is not None:
            close_pool()


def main() -> None:
    """Run the command line; leave with 0, 1 or 2 and a sentence on stderr."""
    from guitu.runtime.cli.group import guitu

    sys.exit(_run(guitu))


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
        return WRONG_INPUT if error.code.split(".")[0] in WRONG_INPUT_AREAS else NOT_DONE
    return code if isinstance(code, int) else DONE


def sentence(error: DomainError) -> str:
    """The error's code and facts on one line."""
    facts = ", ".join(f"{name}={value}" for name, value in error.facts.items())
    return f"{error.code}: {facts}" if facts else error.code
