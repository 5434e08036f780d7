"""Taking a sample with dignity and so that it can be trusted: two staff, sex, seals, how long part B is kept.

Sources: rulebook D-07 to D-10 and PR-25. There is no way to force a test here (D-13): that is for the head of
a county police organ, not for an office and not for software.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guitu.domain.kernel.dates import add_months
from guitu.domain.kernel.errors import DomainError

SEXES = ("male", "female")
FOUND = ("negative", "non_negative_unconfirmed", "invalid")
"""What a test can show when the sample is taken. A field test confirms nothing."""
CUSTODY = ("sealed", "stored", "handed_to_police", "sent_to_laboratory", "returned", "disposed")
NOT_ACCEPTED = ("not_the_person", "not_observed", "kit_expired", "record_incomplete", "other")
"""Why a remote test was not accepted by the second person. It is offered again and counts against nobody."""

_SEAL = re.compile(r"[0-9A-Za-z-]{3,24}")


@dataclass(frozen=True, slots=True)
class Taken:
    """One collection as it was said. ``sex`` of who collected; ``second`` the other member of staff."""

    sample: str
    collector: UUID
    sex: str
    second: UUID
    seal_a: str
    seal_b: str
    is_signed: bool


def check(taken: Taken, *, of: str, parameters: Mapping[str, object]) -> None:
    """Refuse what may not be done, or could not be trusted afterwards.

    Args:
        taken: the collection.
        of: the person's sex: "male", "female", or another word where it is not known; then the person says
            by whom the sample is taken.
        parameters: of the book of the place.

    Raises:
        DomainError: "sample.two-staff", "sample.by-a-woman", "sample.same-sex", "sample.seal-shape",
            "sample.seals-alike", "sample.not-signed"; each with ``field``.
    """
    if taken.collector == taken.second and int(str(parameters.get("test.staff_min", 2))) > 1:
        raise DomainError("sample.two-staff", field="second")
    _check_sex(taken, of, parameters)
    for field, seal in (("seal_a", taken.seal_a), ("seal_b", taken.seal_b)):
        if not _SEAL.fullmatch(seal):
            raise DomainError("sample.seal-shape", field=field)
    if taken.seal_a == taken.seal_b:
        raise DomainError("sample.seals-alike", field="seal_b")
    if not taken.is_signed:
        raise DomainError("sample.not-signed", field="is_signed")


def _check_sex(taken: Taken, of: str, parameters: Mapping[str, object]) -> None:
    if of == "female" and taken.sex != "female" and parameters.get("test.women_by_women", True):
        raise DomainError("sample.by-a-woman", field="sex")
    alike = taken.sample != "urine" or of not in SEXES or taken.sex == of
    if not alike and parameters.get("test.urine_same_sex", True):
        raise DomainError("sample.same-sex", field="sex")


def kept_until(taken_on: date, parameters: Mapping[str, object]) -> date:
    """The first day on which part B may be disposed of: the corresponding day so many months later.

    >>> kept_until(date(2026, 1, 5), {}).isoformat()
    '2026-07-05'
    """
    return add_months(taken_on, int(str(parameters.get("test.sample_b_months", 6))))


def check_disposal(on: date, until: date | None) -> None:
    """Refuse to dispose of part B before its time.

    Raises:
        DomainError: "sample.kept-longer".
    """
    if until is None or on < until:
        raise DomainError("sample.kept-longer", until=until.isoformat() if until else "")
