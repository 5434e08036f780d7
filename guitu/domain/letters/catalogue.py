"""Every form by its code."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from guitu.domain.kernel.errors import DomainError
from guitu.domain.letters import beginnings, consequences, following
from guitu.domain.letters.form import Form
from guitu.domain.letters.report import REPORT, Sheet

FORMS: Final[Mapping[str, Form]] = MappingProxyType(
    {form.code: form for family in (beginnings, following, consequences) for form in family.FORMS}
)
"""Rule book 4.5, in its order, without duty rota, minutes, training sign-in and record of an activity.

What the police issue (rule book 4.4) stands nowhere here: Guitu keeps its number and never makes it.
"""

LAYOUTS: Final[Mapping[str, Form | Sheet]] = MappingProxyType({**FORMS, REPORT.code: REPORT})
"""Everything an office may lay out itself: the forms, and the report of figures."""


def form(code: str) -> Form:
    """The form with that code.

    Raises:
        DomainError: "letter.unknown-kind".
    """
    found = FORMS.get(code)
    if found is None:
        raise DomainError("letter.unknown-kind", kind=code[:40])
    return found


def layout(code: str) -> Form | Sheet:
    """What is laid out under that code.

    Raises:
        DomainError: "letter.unknown-kind".
    """
    found = LAYOUTS.get(code)
    return form(code) if found is None else found
