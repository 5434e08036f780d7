"""What came out of a survey. The meaning is ``guitu.domain.surveys``; nobody and nothing small is shown.

Below ten answers to a question its share is told to nobody; figures of the registry read the latest finished
survey of their own place and say which it was.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from guitu.analytics.places import Place
from guitu.casework.surveys.models import Answer, Campaign
from guitu.casework.surveys.queries import CampaignRow, may_read_results
from guitu.casework.surveys.translate import campaign_row
from guitu.domain.access import Viewer
from guitu.domain.disclosure import Protected, protect
from guitu.domain.instruments.model import Definition, Item, Words
from guitu.domain.kernel.errors import DomainError
from guitu.domain.measures import Count
from guitu.domain.surveys.campaign import State, counted_items, is_shipped, says_so
from guitu.domain.surveys.crossing import Cross, crossed, inward
from guitu.domain.surveys.shares import LEAST, Answered, Response, Share, share_of, told_of, weights
from guitu.domain.surveys.size import error_of
from guitu.foundation import clock


@dataclass(frozen=True, slots=True)
class Line:
    """One answer a question may have, and its share. ``counts`` it says "yes" for a figure."""

    code: str
    words: Words
    share: Share


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question: how many said what. ``yes`` the share that a figure reads; None where it has none."""

    item: Item
    yes: Share | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """A whole survey. ``weights`` by stratum; empty: none were used. ``unheard`` strata nobody answered from.

    ``told`` the strata of which it may be said how many answered, and what one answer counts.

    ``error`` how far off a share may be, at the confidence the survey wanted; None without a frame.
    """

    row: CampaignRow
    answered: int
    response: Response
    by_mode: dict[str, int]
    by_stratum: dict[int, int]
    weights: dict[int, float]
    unheard: tuple[int, ...]
    told: frozenset[int]
    error: float | None
    outcomes: tuple[Outcome, ...]

    @property
    def is_shown(self) -> bool:
        """Whether enough answered, and nothing comes in any more.

        Looked at before and after one answer, an open survey would tell what that answer was.
        """
        return self.row.is_finished and self.answered >= LEAST


@dataclass(frozen=True, slots=True)
class Table:
    """Two questions crossed: inward as counted, outward protected. None where too few answered both."""

    down: Item
    across: Item
    rows: tuple[tuple[str, Words], ...]
    columns: tuple[tuple[str, Words], ...]
    inward: Cross
    outward: Protected[str]


def results(viewer: Viewer, row: CampaignRow) -> Results:
    """What came out, for those whose place it is, or for its evaluator; shares only once it is finished.

    Raises:
        DomainError("survey.unknown"): for anybody else.
    """
    if not may_read_results(viewer, row):
        raise DomainError("survey.unknown")
    found = _answers(row)
    by_stratum = dict(Counter(stratum for stratum, _, _ in found))
    frame = row.sizes if row.audience == "register" and len(row.strata) > 1 else {}
    shown = row.is_finished and len(found) >= LEAST
    return Results(
        row=row,
        answered=len(found),
        response=Response(row.asked, len(found)),
        by_mode=dict(Counter(mode for _, mode, _ in found)),
        by_stratum=by_stratum,
        weights=weights(frame, by_stratum) if frame else {},
        unheard=tuple(sorted(key for key in frame if not by_stratum.get(key))),
        told=told_of({key: by_stratum.get(key, 0) for key in row.sizes}),
        error=_error(row, len(found)),
        outcomes=tuple(_outcome(item, found, frame) for item in row.definition.questions) if shown else (),
    )


def _error(row: CampaignRow, answered: int) -> float | None:
    people = sum(row.sizes.values())
    if row.confidence is None or not 1 <= answered <= people:
        return None
    return error_of(answered, people, confidence=row.confidence)


_Found = tuple[int, str, dict[str, Any]]


def _answers(row: CampaignRow) -> list[_Found]:
    return list(Answer.objects.filter(campaign=row.id).values_list("stratum", "mode", "answers"))


def _outcome(item: Item, found: list[_Found], frame: dict[int, int]) -> Outcome:
    counts = item.kind == "boolean" or any(option.weight is not None for option in item.options)
    yes = _share([(s, says_so(item, a)) for s, _, a in found], frame) if counts else None
    lines = []
    for code, words in _codes(item):
        said = [(s, _has(a, item, code)) for s, _, a in found]
        lines.append(Line(str(code), words, _share(said, frame)))
    return Outcome(item, yes, tuple(lines))


def _share(said: list[tuple[int, bool | None]], frame: dict[int, int]) -> Share:
    return share_of((Answered(s, one) for s, one in said), sizes=frame or None)


def _codes(item: Item) -> list[tuple[object, Words]]:
    if item.kind == "boolean":
        return [(True, Words("是", "Yes")), (False, Words("否", "No"))]
    return [(option.code, option.words) for option in item.options]


def _has(answers: dict[str, Any], item: Item, code: object) -> bool | None:
    given = answers.get(item.id)
    return None if not given else code in given


def table(viewer: Viewer, row: CampaignRow, down: str, across: str) -> Table:
    """Two questions crossed.

    Raises:
        DomainError: "survey.unknown", "survey.open", "survey.cross" for what cannot be, "survey.few".
    """
    if not may_read_results(viewer, row):
        raise DomainError("survey.unknown")
    if not row.is_finished:
        raise DomainError("survey.open")
    one, other = _crossable(row.definition, down), _crossable(row.definition, across)
    if one is None or other is None or one.id == other.id:
        raise DomainError("survey.cross")
    pairs = [
        (str(first), str(second))
        for _, _, answers in _answers(row)
        for first in answers.get(one.id, ())
        for second in answers.get(other.id, ())
    ]
    if len(pairs) < LEAST:
        raise DomainError("survey.few", least=LEAST)
    rows, columns = _named(one), _named(other)
    counts = crossed(pairs, [code for code, _ in rows], [code for code, _ in columns])
    return Table(one, other, rows, columns, inward(counts), protect(counts))


def crossable(definition: Definition) -> tuple[Item, ...]:
    """The questions of which two can be crossed: one answer each, of a few."""
    return tuple(i for i in definition.questions if _codes(i) and not i.repeats)


def _crossable(definition: Definition, id_: str) -> Item | None:
    return next((item for item in crossable(definition) if item.id == id_), None)


def _named(item: Item) -> tuple[tuple[str, Words], ...]:
    return tuple((str(code), words) for code, words in _codes(item))


@dataclass(frozen=True, slots=True)
class Told:
    """What a figure reads from a survey: which one, and the share; ``answered`` how many filled it in."""

    row: CampaignRow
    share: Share
    answered: int


def drawn(place: Place, *, until: date) -> tuple[CampaignRow, Count, int] | None:
    """The latest survey of exactly this place that drew from the register by then; how many filled it in.

    Its meaning is ``guitu.domain.measures.drawn``.
    """
    found = (
        Campaign.objects.filter(lo=place.lo, hi=place.hi, frame_on__lte=until)
        .exclude(state=State.ANNOUNCED)
        .order_by("-frame_on", "-made_at")
        .first()
    )
    if found is None:
        return None
    row = campaign_row(found)
    count = Count(sum(s.drawn for s in row.strata), sum(row.sizes.values()), 0)
    return row, count, Answer.objects.filter(campaign=row.id).count()


def told(place: Place, item_id: str, *, until: date) -> Told | None:
    """The share of the latest survey of exactly this place that asked this, finished by then; or None.

    Only of questionnaires that come with Guitu: another may call another question by the same name.
    """
    end = clock.midnight(until + timedelta(days=1))
    finished = Campaign.objects.filter(lo=place.lo, hi=place.hi, state=State.FINISHED, finished_at__lt=end)
    for found in finished.order_by("-finished_at")[:20]:
        row = campaign_row(found)
        definition = row.definition
        item = definition.by_id.get(item_id)
        if not is_shipped(definition) or item is None or item not in counted_items(definition):
            continue
        answers = _answers(row)
        frame = row.sizes if row.audience == "register" and len(row.strata) > 1 else {}
        return Told(row, _share([(s, says_so(item, a)) for s, _, a in answers], frame), len(answers))
    return None
