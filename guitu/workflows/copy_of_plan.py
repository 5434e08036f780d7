"""What stands in the room of plans, for the person's copy: every version, the map, the group, opinions."""

from collections.abc import Iterator
from typing import Any

from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.plans.queries import lines_of, members_of, opinions_of, plans_of
from guitu.domain.journal.words import code_word
from guitu.domain.plans.catalogue import words_of
from guitu.domain.plans.opinions import SPEAKERS
from guitu.domain.plans.support import SORTS
from guitu.workflows.support_map import lines_of as lines_on_map

Row = dict[str, Any]


def plans(who: AdmittedPerson) -> Iterator[Row]:
    """Each line of each version, the latest version first."""
    for plan in plans_of(who):
        for line in lines_of(who, plan):
            code = words_of(line.sort.value, line.code).zh if line.code else ""
            yield {
                "version": plan.version,
                "field": code,
                "note": line.words,
                "due_on": line.due_on.isoformat() if line.due_on else "",
                "progress": line.progress.value,
            }


def support(who: AdmittedPerson) -> Iterator[Row]:
    """The support map and the safety plan."""
    for line in lines_on_map(who):
        yield {"field": SORTS[line.sort].zh, "note": line.words}


def group(who: AdmittedPerson) -> Iterator[Row]:
    """The working group: whoever is named in words, and why a kind is missing."""
    for member in members_of(who):
        yield {
            "field": code_word(member.kind, "zh"),
            "note": member.words,
            "reason": code_word(member.gap, "zh") if member.gap else "",
        }


def opinions(who: AdmittedPerson) -> Iterator[Row]:
    """What was said of our work, and what was answered."""
    for opinion in opinions_of(who):
        yield {
            "happened_on": opinion.said_on.isoformat(),
            "of": SPEAKERS[opinion.speaker].zh,
            "note": opinion.words,
            "answer": opinion.answer,
        }
