"""Every form by its code."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from guitu.domain.kernel.errors import DomainError
from guitu.domain.letters import beginnings, consequences, following
from guitu.domain.letters.form import Form

FORMS: Final[Mapping[str, Form]] = MappingProxyType(
    {form.code: form for family in (beginnings, following, consequences) for form in family.FORMS}
)
"""Rule book 4.5, in its order, without duty rota, minutes, training sign-in and record of an activity.

What the police issue (rule book 4.4) stands nowhere here: Guitu keeps its number and never makes it.
"""


def form(code: str) -> Form:
    """The form with that code.

    Raises:
        DomainError: "letter.unknown-kind".
    """
    found = FORMS.get(code)
    if found is None:
        raise DomainError("letter.unknown-kind", kind=code[:40])
    return found
