"""Days that cannot be right: before birth, a term that is too long, two orders of one kind at once."""

from datetime import date
from typing import Final

from guitu.casework.episodes.queries import EpisodeRow, episodes_of
from guitu.casework.journal.commands import Draft
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.episode import EpisodeKind
from guitu.domain.journal.detail import DAY
from guitu.domain.journal.kinds import KINDS
from guitu.domain.kernel.dates import add_months_ordinal
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.rulebooks import book_for

_LONGEST: Final = {
    EpisodeKind.COMMUNITY_REHAB: "community_rehab.max_term_months",
    EpisodeKind.COMMUNITY_DETOX: "community_detox.term_months",
}
_MONTHS: Final = 36  # where no book says otherwise


def check_plausible(who: AdmittedPerson, draft: Draft, episode: EpisodeRow | None) -> None:
    """Whether an entry's days fit the person's life and their other orders.

    Raises:
        DomainError: "journal.before-birth", "term.too-long", "episode.overlaps"; ``field`` names which day.
    """
    for name, day in _days(draft):
        if who.birth_on is not None and day < who.birth_on:
            raise DomainError("journal.before-birth", kind=draft.kind, field=name, day=day.isoformat())
    term = _printed_term(draft)
    if term is not None and episode is not None:
        _check_length(term, episode)
        _check_alone(term, episode, who)


def _days(draft: Draft) -> list[tuple[str, date]]:
    """Every day an entry names; what is no day is left to the kind's own check."""
    found = [("happened_on", draft.happened_on)]
    declared = KINDS[draft.kind].declared() if draft.kind in KINDS else {}
    for name, value in draft.details.items():
        if name in declared and declared[name].shape is DAY:
            day = _day(value)
            if day is not None:
                found.append((name, day))
    return found


def _day(value: object) -> date | None:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        return None


def _printed_term(draft: Draft) -> tuple[date, date] | None:
    if draft.kind != "decision_received":
        return None
    first, last = (_day(draft.details.get(name)) for name in ("term_from", "term_to"))
    return None if first is None or last is None else (first, last)


def _check_length(term: tuple[date, date], episode: EpisodeRow) -> None:
    name = _LONGEST.get(episode.kind)
    if name is None:
        return
    months = int(str(book_for(episode.region).parameters.get(name, _MONTHS)))
    if term[1].toordinal() > add_months_ordinal(term[0].toordinal(), months):
        raise DomainError("term.too-long", field="term_to", months=months)


def _check_alone(term: tuple[date, date], episode: EpisodeRow, who: AdmittedPerson) -> None:
    """No two orders of one kind run at once."""
    for other in episodes_of(who):
        if other.id == episode.id or other.kind != episode.kind:
            continue
        if other.term_from is None or other.term_to is None:
            continue
        if other.term_from <= term[1] and term[0] <= other.term_to:
            raise DomainError(
                "episode.overlaps",
                field="term_from",
                first=other.term_from.isoformat(),
                last=other.term_to.isoformat(),
            )
