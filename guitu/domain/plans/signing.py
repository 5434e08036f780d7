"""Signing: never before the page of rights was read, never alone, and for a minor never without a guardian.

The guard of rule book 4.3 (reported → agreement signed), and the same for what is signed of free will (J-08).
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Final

from guitu.domain.consent import years_old
from guitu.domain.journal.codes import READINGS, VOLUNTARY_PAPERS
from guitu.domain.journal.entry import Entry
from guitu.domain.kernel.errors import DomainError
from guitu.domain.plans.papers import RIGHTS_VERSION

COMMUNITY: Final = "community_agreement"
PAPERS: Final = (COMMUNITY, *VOLUNTARY_PAPERS)
OFFICES: Final = frozenset({"township_office", "station"})
MINOR_BELOW: Final = 18  # Civil Code 17; a guardian signs with them (rule book 4.3)


def rights_read(entries: Iterable[Entry]) -> date | None:
    """The day the page of rights, as it reads now, was last put before the person; None: never.

    ``entries`` those that count, in order.
    """
    found = [e for e in entries if e.kind == "rights_read" and e.details.get("version") == RIGHTS_VERSION]
    return found[-1].happened_on if found else None


def is_minor(birth_on: date | None, on: date) -> bool:
    """Whether a guardian signs too. An unknown birth date counts as of age."""
    return birth_on is not None and years_old(birth_on, on) < MINOR_BELOW


def check_signing(
    *,
    signed: bool,
    signed_on: date,
    rights_on: date | None,
    birth_on: date | None,
    signers: Collection[str],
    reading: Collection[str],
) -> None:
    """Whether it may be written down that a paper was signed, or that the person did not sign.

    Args:
        signed: False: it was put before the person, who did not sign.
        signed_on: the day.
        rights_on: the day the rights were read; None: never.
        birth_on: the person's, None where nobody knows.
        signers: who signed, codes of ``codes.SIGNERS``.
        reading: what helped to read.

    Raises:
        DomainError: "signing.rights-first", "signing.before-rights", "signing.reading",
            "signing.both", "signing.guardian".
    """
    if rights_on is None:
        raise DomainError("signing.rights-first")
    if signed_on < rights_on:
        raise DomainError("signing.before-rights", field="signed_on", day=rights_on.isoformat())
    if not reading or not set(reading) <= set(READINGS):
        raise DomainError("signing.reading", field="reading")
    if not signed:
        return
    if "person" not in signers or not OFFICES & set(signers):
        raise DomainError("signing.both", field="signed_by")
    if is_minor(birth_on, signed_on) and "guardian" not in signers:
        raise DomainError("signing.guardian", field="signed_by")


def signed_papers(entries: Iterable[Entry]) -> Mapping[str, Entry]:
    """The last word on each paper, from entries that count, in order; a paper nobody spoke of is left out."""
    found = {}
    for entry in entries:
        if entry.kind == "agreement":
            found[COMMUNITY] = entry
        elif entry.kind == "voluntary_paper":
            found[str(entry.details.get("paper"))] = entry
    return {paper: found[paper] for paper in PAPERS if paper in found}
