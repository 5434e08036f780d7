"""Figures made from how files stand on a day, read plainly. One meaning for each name of the registry.

Source of the definitions: rule book, section 5; what has no official formula there is ours (proposed).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final
from uuid import UUID

from guitu.domain.episode import CLOSED, Phase
from guitu.domain.journal.codes import FACT_GROUPS
from guitu.domain.journal.entry import Entry
from guitu.domain.journal.kinds import CONTACT_KINDS, CONTACT_MADE
from guitu.domain.kernel.dates import add_months
from guitu.domain.measures import away, handed_over, handoff, livelihood, service_years
from guitu.domain.measures.files import (
    IN_EXECUTION,
    REPORTED_ON,
    UNDER_ORDER,
    Case,
    EpisodeLine,
    File,
    Question,
    happened,
    in_care,
    open_by,
    people,
)

CONFIRMING_KINDS = frozenset({"contact_confirmed", *CONTACT_KINDS})
AGREED_TO = frozenset({Phase.CONSENTED, Phase.ACTIVE, Phase.PAUSED})
OVER = CLOSED | {Phase.EXPIRED}
# the five members of the Drug Rehabilitation Regulation, article 17; Shanghai's social worker is a sixth
FIVE_MEMBERS: Final = frozenset(
    {"full_time_worker", "community_police", "medical_staff", "family_member", "volunteer"}
)
AFTERCARE_MONTHS: Final = 36  # rulebook J-01


def _in_phases(
    files: Sequence[File], asked: Question, phases: frozenset[Phase]
) -> dict[UUID, tuple[list[File], list[EpisodeLine]]]:
    """The people with an episode in one of ``phases``: their files, and those episodes."""
    found = {}
    for who, own in people(files).items():
        meant = [e for e in open_by(own, asked) if e.phase in phases]
        if meant:
            found[who] = (own, meant)
    return found


def _count_in_care(files: Sequence[File], asked: Question) -> list[Case]:
    return [Case(who, counted=True) for who in in_care(files, asked)]


def _count_invited(files: Sequence[File], asked: Question) -> list[Case]:
    """People invited to aftercare who are in care on no other ground: their consent is awaited."""
    cared_for = in_care(files, asked)
    invited = _in_phases(files, asked, frozenset({Phase.INVITED}))
    return [Case(who, counted=True) for who in invited if who not in cared_for]


def _count_executed(files: Sequence[File], asked: Question) -> list[Case]:
    """All of a person's orders must be in execution or lawfully suspended."""
    return [
        Case(who, all(e.phase in IN_EXECUTION for e in meant))
        for who, (_, meant) in _in_phases(files, asked, UNDER_ORDER).items()
    ]


def _count_agreed(files: Sequence[File], asked: Question) -> list[Case]:
    found = []
    for who, (own, _) in _in_phases(files, asked, REPORTED_ON).items():
        signed = any(e.kind == "agreement" and e.outcome == "done" for e in happened(own, asked))
        found.append(Case(who, signed))
    return found


def _count_teams(files: Sequence[File], asked: Question) -> list[Case]:
    """The working group as it was last written down holds all five kinds of members."""
    found = []
    for who, (own, _) in _in_phases(files, asked, IN_EXECUTION).items():
        written = [e for e in happened(own, asked) if e.kind == "working_group"]
        members = written[-1].details.get("members") if written else ()
        found.append(Case(who, _codes(members) >= FIVE_MEMBERS))
    return found


def _count_lost(files: Sequence[File], asked: Question) -> list[Case]:
    return [
        Case(who, any(e.phase == Phase.LOST_CONTACT for e in meant))
        for who, (_, meant) in _in_phases(files, asked, UNDER_ORDER).items()
    ]


def _count_in_touch(files: Sequence[File], asked: Question) -> list[Case]:
    """Not lost, and met or reached within the days that keep a contact fresh."""
    found = []
    for who, (own, meant) in _in_phases(files, asked, UNDER_ORDER).items():
        lost = any(e.phase == Phase.LOST_CONTACT for e in meant)
        met = any(_met(e) and (asked.as_of - e.happened_on).days <= asked.days for e in happened(own, asked))
        found.append(Case(who, met and not lost))
    return found


def _count_filed(files: Sequence[File], asked: Question) -> list[Case]:
    """A file is there once an episode is; the plan is an entry of its own."""
    return [
        Case(who, any(e.kind == "plan" and e.outcome == "done" for e in happened(own, asked)))
        for who, own in in_care(files, asked).items()
    ]


def _count_collected(files: Sequence[File], asked: Question) -> list[Case]:
    """Something is recorded in each of the four record groups."""
    found = []
    for who, own in in_care(files, asked).items():
        groups = {e.details.get("group") for e in happened(own, asked) if e.kind == "fact_recorded"}
        found.append(Case(who, set(FACT_GROUPS) <= groups))
    return found


def _count_fresh(files: Sequence[File], asked: Question) -> list[Case]:
    """Every field confirmed within the days; a contact made confirms the contact itself."""
    found = []
    for who, own in in_care(files, asked).items():
        confirmed: set[str] = set()
        for entry in happened(own, asked):
            if _confirms(entry) and (asked.as_of - entry.happened_on).days <= asked.days:
                confirmed |= _fields(entry)
        found.append(Case(who, set(asked.fields) <= confirmed))
    return found


def _count_covered(files: Sequence[File], asked: Question) -> list[Case]:
    """People in aftercare by consent whose release lies within three years, met or reached since.

    Whose day of release is not known is unknown, unless another episode tells.
    """
    found = []
    for who, (own, meant) in _in_phases(files, asked, AGREED_TO).items():
        since = max((e.released_on for e in meant if e.released_on is not None), default=None)
        if since is None:
            found.append(Case(who, None))
        elif since <= asked.as_of < add_months(since, AFTERCARE_MONTHS):
            met = any(_met(e) and e.happened_on >= since for e in happened(own, asked))
            found.append(Case(who, met))
    return found


def _count_relapsed(files: Sequence[File], asked: Question) -> list[Case]:
    """People in care, or found to have used again in the period; the share is of people, not of years."""
    cared_for = in_care(files, asked)
    found = []
    for who, own in people(files).items():
        again = any(e.happened_on >= asked.first and _is_relapse(e) for e in happened(own, asked))
        if again or who in cared_for:
            found.append(Case(who, again))
    return found


def _count_offended(files: Sequence[File], asked: Question) -> list[Case]:
    """People in care, or of whom an authority reported a new offence in the period."""
    cared_for = in_care(files, asked)
    found = []
    for who, own in people(files).items():
        again = any(e.happened_on >= asked.first and _is_offence(e) for e in happened(own, asked))
        if again or who in cared_for:
            found.append(Case(who, again))
    return found


def _count_unsealed(files: Sequence[File], asked: Question) -> list[Case]:
    """People with a course that is closed and not sealed. Must be nobody: closing seals."""
    return [Case(who, counted=True) for who in _in_phases(files, asked, CLOSED)]


def _is_offence(entry: Entry) -> bool:
    return entry.kind == "new_offence" and entry.outcome == "done"


def _count_overcontrolled(files: Sequence[File], asked: Question) -> list[Case]:
    """People of whom something of control is still asked after the end. Must be nobody."""
    found = []
    for who, own in people(files).items():
        if any(_is_overcontrol(file, asked) for file in own):
            found.append(Case(who, counted=True))
    return found


def _is_overcontrol(file: File, asked: Question) -> bool:
    """A slot of control that is open and due after its term, or still to come though its episode is over."""
    episodes = {e.id: e for e in file.episodes}
    for duty in file.duties:
        episode = episodes.get(duty.episode)
        if duty.nature != "control" or duty.state != "open" or episode is None:
            continue
        if episode.term_to is not None and duty.due_on > episode.term_to:
            return True
        if episode.phase in OVER and duty.due_on > asked.as_of:
            return True
    return False


def _is_relapse(entry: Entry) -> bool:
    """Confirmed by an authority; what the person told is care and counted nowhere (PR-24)."""
    if entry.kind == "drug_test":
        return entry.outcome == "confirmed_positive"
    return entry.kind == "relapse" and entry.outcome == "confirmed"


def _met(entry: Entry) -> bool:
    return entry.kind in CONTACT_KINDS and entry.outcome in CONTACT_MADE


def _confirms(entry: Entry) -> bool:
    return entry.kind in CONFIRMING_KINDS and entry.outcome in CONTACT_MADE


def _fields(entry: Entry) -> set[str]:
    fields = _codes(entry.details.get("fields") or entry.details.get("confirmed"))
    return fields | {"last_contact"} if entry.kind in CONTACT_KINDS else fields


def _codes(value: object) -> set[str]:
    return {str(code) for code in value} if isinstance(value, (list, tuple)) else set()


_FRESH: Final = frozenset({"freshness_rate", "control_rate"})

MEANINGS: Final[Mapping[str, Callable[[Sequence[File], Question], list[Case]]]] = MappingProxyType(
    {
        "in_care": _count_in_care,
        "invited": _count_invited,
        "execution_rate": _count_executed,
        "agreement_rate": _count_agreed,
        "team_complete_rate": _count_teams,
        "loss_rate": _count_lost,
        "control_rate": _count_in_touch,
        "file_rate": _count_filed,
        "collection_rate": _count_collected,
        "freshness_rate": _count_fresh,
        "aftercare_coverage": _count_covered,
        "relapse_rate": _count_relapsed,
        "overcontrol_count": _count_overcontrolled,
        **handoff.MEANINGS,
        "reoffend_rate": _count_offended,
        "unsealed_count": _count_unsealed,
        **away.MEANINGS,
        **handed_over.MEANINGS,
        **service_years.MEANINGS,
        **livelihood.MEANINGS,
    }
)


def days_of(name: str, asked: Question) -> int | None:
    """The days of the place's own book that a figure of that name is counted with; None: it needs none."""
    if name in _FRESH:
        return asked.days
    span = 0 if name in handed_over.MEANINGS else handoff.SPANS.get(name, len(asked.contact_days))
    return asked.contact_days[span] if span < len(asked.contact_days) else None


def standing_cases(name: str, files: Iterable[File], asked: Question) -> list[Case]:
    """Every case of the figure of that name."""
    return MEANINGS[name](list(files), asked)
