"""Domain codes said to people: what happened, why, and what to do, in one or two whole sentences.

Refusals of a roster file are said by the domain itself, in both languages, because the command line says them
too. A test fails for a code that the code base raises and that has words nowhere.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import get_language, gettext

from guitu.domain.kernel.errors import DomainError
from guitu.domain.roster import words as rosters
from guitu.web.shell.words.accounts import ACCOUNTS
from guitu.web.shell.words.areas import AREAS
from guitu.web.shell.words.breaches import BREACHES
from guitu.web.shell.words.casework import CASEWORK
from guitu.web.shell.words.directory import DIRECTORY
from guitu.web.shell.words.employers import EMPLOYERS
from guitu.web.shell.words.exits import EXITS
from guitu.web.shell.words.family import FAMILY
from guitu.web.shell.words.figures import FIGURES
from guitu.web.shell.words.groups import GROUPS
from guitu.web.shell.words.handoffs import HANDOFFS
from guitu.web.shell.words.health import HEALTH
from guitu.web.shell.words.honours import HONOURS
from guitu.web.shell.words.incidents import INCIDENTS
from guitu.web.shell.words.instruments import INSTRUMENTS
from guitu.web.shell.words.kernel import KERNEL
from guitu.web.shell.words.letters import LETTERS
from guitu.web.shell.words.moving import MOVING
from guitu.web.shell.words.needs import NEEDS
from guitu.web.shell.words.operators import OPERATORS
from guitu.web.shell.words.oversight import OVERSIGHT
from guitu.web.shell.words.plans import PLANS
from guitu.web.shell.words.rights import RIGHTS
from guitu.web.shell.words.spells import SPELLS
from guitu.web.shell.words.support import SUPPORT
from guitu.web.shell.words.surveys import SURVEYS
from guitu.web.shell.words.team import TEAM
from guitu.web.shell.words.testing import TESTING
from guitu.web.shell.words.work import WORK

SENTENCES: Final[Mapping[str, str]] = {
    **TEAM,
    **ACCOUNTS,
    **AREAS,
    **BREACHES,
    **CASEWORK,
    **DIRECTORY,
    **EMPLOYERS,
    **EXITS,
    **FAMILY,
    **FIGURES,
    **INCIDENTS,
    **GROUPS,
    **INSTRUMENTS,
    **HANDOFFS,
    **HONOURS,
    **HEALTH,
    **KERNEL,
    **LETTERS,
    **MOVING,
    **NEEDS,
    **OPERATORS,
    **OVERSIGHT,
    **PLANS,
    **RIGHTS,
    **SUPPORT,
    **SPELLS,
    **SURVEYS,
    **TESTING,
    **WORK,
}
_ROSTERS: Final = frozenset(rosters.codes())


def has_words(code: str) -> bool:
    """Whether a code can be said to people."""
    return code in SENTENCES or code in _ROSTERS


def sentence(error: DomainError) -> str:
    """The sentence for ``error`` in the reader's language, filled with its facts."""
    facts = _Facts(error.facts)
    if error.code in SENTENCES:
        return gettext(SENTENCES[error.code]) % facts
    if error.code in _ROSTERS:
        said = rosters.sentence(error.code, facts)
        return said.en if (get_language() or "").startswith("en") else said.zh
    return gettext("操作没有完成（%(code)s）。请核对所填内容后再试。") % {"code": error.code}


class _Facts(dict[str, object]):
    """Facts by name; one the error does not carry reads as a dash instead of breaking the page."""

    def __missing__(self, key: str) -> str:
        return "–"
