"""Domain codes said to people: what happened, why, and what to do, in one or two whole sentences.

A test fails for a code that the code base raises and no table here has words for.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext

from guitu.domain.kernel.errors import DomainError
from guitu.web.shell.words.accounts import ACCOUNTS
from guitu.web.shell.words.casework import CASEWORK
from guitu.web.shell.words.kernel import KERNEL
from guitu.web.shell.words.rosters import ROSTERS

SENTENCES: Final[Mapping[str, str]] = {**ACCOUNTS, **CASEWORK, **KERNEL, **ROSTERS}


def sentence(error: DomainError) -> str:
    """The sentence for ``error`` in the reader's language, filled with its facts."""
    words = SENTENCES.get(error.code)
    if words is None:
        return gettext("操作没有完成（%(code)s）。请核对所填内容后再试。") % {"code": error.code}
    return gettext(words) % _Facts(error.facts)


class _Facts(dict[str, object]):
    """Facts by name; one the error does not carry reads as a dash instead of breaking the page."""

    def __missing__(self, key: str) -> str:
        return "–"
