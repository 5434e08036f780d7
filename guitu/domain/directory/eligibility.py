"""What somebody may be entitled to: a closed set of conditions over known facts, answered in three ways.

Met, not met, or not known. Not known is asked and never counts against the person. So knowing more can turn
"not known" into an answer, and an answer into nothing else. Nobody is granted or refused anything here: the
office that is named decides.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from guitu.domain.directory.facts import FACTS, Said
from guitu.domain.kernel import region as regions

Pair = tuple[str, str]
Numbers = Mapping[str, object]  # parameters of the rulebook, by name


class Answer(StrEnum):
    """Of one condition."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """Of one programme."""

    ELIGIBLE = "eligible"
    ALMOST = "almost"  # something is missing: to be asked, or to be done first
    NOT_NOW = "not_now"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The number is this or more. ``parameter`` a number of the rulebook instead, times ``number``."""

    fact: str
    number: int
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class AtMost:
    """The number is this or less."""

    fact: str
    number: int


@dataclass(frozen=True, slots=True)
class OneOf:
    """The fact is one of these codes."""

    fact: str
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Within:
    """The region lies in this one; 0 is the country."""

    fact: str
    region: int


Test = AtLeast | AtMost | OneOf | Within


@dataclass(frozen=True, slots=True)
class Condition:
    """Any one of ``tests`` is enough. ``why`` says it; ``step`` what can be done where it is not met."""

    tests: tuple[Test, ...]
    why: Pair
    source: str
    confidence: str
    step: Pair | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """One entitlement. ``apply_at`` kinds of help; ``information`` something to know, not to apply for.

    ``region`` where it holds, 0 everywhere; ``rule`` the rulebook's rule whose list it belongs to, or "".
    """

    code: str
    group: str
    zh: str
    en: str
    about: Pair
    region: int
    apply_at: tuple[str, ...]
    source: str
    confidence: str
    conditions: tuple[Condition, ...]
    rule: str = ""
    information: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """One condition and its answer; ``asks`` the facts that would answer it where it is not known."""

    condition: Condition
    answer: Answer
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One programme for one person."""

    programme: Programme
    verdict: Verdict
    judged: tuple[Judged, ...]

    @property
    def missing(self) -> tuple[Judged, ...]:
        """What would have to be known or done."""
        return tuple(
            one
            for one in self.judged
            if one.answer is Answer.UNKNOWN or (one.answer is Answer.NOT_MET and one.condition.step)
        )

    @property
    def against(self) -> tuple[Judged, ...]:
        """What stands against it for now."""
        return tuple(one for one in self.judged if one.answer is Answer.NOT_MET and not one.condition.step)


def judge(programme: Programme, facts: Mapping[str, Said], numbers: Numbers) -> Found:
    """One programme against what is known."""
    judged = tuple(_judged(condition, facts, numbers) for condition in programme.conditions)
    found = Found(programme, Verdict.ELIGIBLE, judged)
    if found.against:
        return Found(programme, Verdict.NOT_NOW, judged)
    return Found(programme, Verdict.ALMOST, judged) if found.missing else found


_ORDER = (Verdict.ELIGIBLE, Verdict.ALMOST, Verdict.NOT_NOW)


def entitlements(
    programmes: Iterable[Programme], facts: Mapping[str, Said], numbers: Numbers, *, place: int
) -> tuple[Found, ...]:
    """Every programme that holds in ``place``: what one may have first, then almost, then not for now."""
    there = (one for one in programmes if regions.contains(one.region, place))
    return tuple(sorted((judge(one, facts, numbers) for one in there), key=lambda f: _ORDER.index(f.verdict)))


def asked(found: Iterable[Found]) -> tuple[str, ...]:
    """The facts worth asking, in the order of the closed set: those something undecided hangs on."""
    names = {
        fact for one in found if one.verdict is Verdict.ALMOST for each in one.judged for fact in each.asks
    }
    return tuple(name for name in FACTS if name in names)


def _judged(condition: Condition, facts: Mapping[str, Said], numbers: Numbers) -> Judged:
    answers = [(test, _answer(test, facts, numbers)) for test in condition.tests]
    if any(answer is Answer.MET for _test, answer in answers):
        return Judged(condition, Answer.MET)
    asks = tuple(test.fact for test, answer in answers if answer is Answer.UNKNOWN and test.fact not in facts)
    if any(answer is Answer.UNKNOWN for _test, answer in answers):
        return Judged(condition, Answer.UNKNOWN, tuple(dict.fromkeys(asks)))
    return Judged(condition, Answer.NOT_MET)


def _answer(test: Test, facts: Mapping[str, Said], numbers: Numbers) -> Answer:
    said = facts.get(test.fact)
    if said is None:
        return Answer.UNKNOWN
    value = said.value
    if isinstance(test, OneOf):
        return _yes(value in test.codes)
    if not isinstance(value, int):
        return Answer.UNKNOWN
    if isinstance(test, Within):
        return _yes(regions.contains(test.region, value))
    if isinstance(test, AtMost):
        return _yes(value <= test.number)
    least = _least(test, numbers)
    return Answer.UNKNOWN if least is None else _yes(value >= least)


def _least(test: AtLeast, numbers: Numbers) -> int | None:
    """The number asked for; None where the place's rulebook does not say it."""
    if not test.parameter:
        return test.number
    given = numbers.get(test.parameter)
    return given * test.number if isinstance(given, int) and not isinstance(given, bool) else None


def _yes(met: bool) -> Answer:  # noqa: FBT001 - one plain truth, turned into a word
    return Answer.MET if met else Answer.NOT_MET
