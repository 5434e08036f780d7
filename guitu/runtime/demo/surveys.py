"""A finished survey of the demo prefecture with made-up answers, and an open one of its public.

The answers repeat the shares that a survey of Qujing printed (159 people; how many said what is inferred from
the percentages, rule book 5); lack of support was printed without a number and is wholly made up. By the
product's own acts: announced, drawn, answered through each address, finished.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from django.db import transaction

from guitu.casework.surveys.queries import tickets
from guitu.domain.access import Viewer
from guitu.domain.kernel import region as regions
from guitu.domain.surveys.campaign import About
from guitu.foundation import clock
from guitu.foundation.accounts.queries import viewers_named
from guitu.foundation.audit import pseudonym
from guitu.workflows import survey, survey_answer
from guitu.workflows.survey import Wanted

ANSWERS: Final = 159
_SAID: Final[Mapping[str, int]] = {
    "unemployed": 78, "no_skill": 93, "age50": 71, "history_barrier": 66, "discrimination": 72,
    "medical_need": 38,
    "lack_of_support": 97,  # made up
}  # fmt: skip
_STEPS: Final[Mapping[str, int]] = {  # so that who said one thing did not simply say them all
    "unemployed": 1, "no_skill": 7, "age50": 11, "history_barrier": 5, "discrimination": 13,
    "medical_need": 17, "lack_of_support": 19,
}  # fmt: skip
_GLAD: Final = ("very", "rather", "rather", "neither", "not", "rather", "very")
_NEEDS: Final = ("job", "training", "medical", "family", "none", "money")
_QUESTIONNAIRE: Final = "urn:guitu:survey:needs_survey|1.0"
_PUBLIC: Final = "urn:guitu:survey:public_opinion|1.0"
_ASKED: Final = 180  # of whom 159 answer


def make_surveys(*, on: date, manager: Viewer | None = None, most: int = ANSWERS) -> int:
    """Both surveys, over the manager's whole place; how many answers the first one got.

    ``manager`` None: the one of the demo county. Where fewer people are in care, fewer are asked.
    """
    by = manager or viewers_named(("zhoumin",))["zhoumin"]
    place = regions.region_of(by.lo)
    with transaction.atomic():
        people = survey.frame_size(by, place)
        if people < 1:
            return 0
        answered = _asked_and_answered(by, place, on, min(people, _ASKED), most)
        _begin_another(by, place, on)
    return answered


def _asked_and_answered(by: Viewer, place: int, on: date, pick: int, most: int) -> int:
    at = clock.midnight(on - timedelta(days=40)) + timedelta(hours=9)
    first = clock.day_of(at)
    about = About(
        "生活与需要问卷", place, "register", first, first + timedelta(days=30), frozenset({"link", "paper"})
    )
    row = survey.start(about, questionnaire=_QUESTIONNAIRE, wanted=Wanted(0.9, 0.05, pick), by=by, at=at)
    survey.draw(campaign=row.id, salt="2026", by=by, at=at)
    numbers = [pseudonym.of_invitation(row.id, one.pseudonym) for one in tickets(row.id)][:most]
    for number, typed in zip(numbers, _answers(len(numbers)), strict=True):
        survey_answer.answer(number, typed, at=at + timedelta(days=5))
    survey.finish(campaign=row.id, by=by, at=at + timedelta(days=31))
    return len(numbers)


def _answers(many: int) -> Iterator[Mapping[str, Sequence[str]]]:
    """As many filled questionnaires; of 159 exactly as many say each thing as were printed."""
    for n in range(many):
        said = {item: _yes(n, item, count) for item, count in _SAID.items()}
        yield {**said, "satisfaction": [_GLAD[n % len(_GLAD)]], "needs": [_NEEDS[n % len(_NEEDS)]]}


def _yes(n: int, item: str, count: int) -> list[str]:
    place = n * _STEPS[item] % ANSWERS  # 159 = 3 × 53, which none of the steps divides: each place once
    return ["true" if place < count else "false"]


def _begin_another(by: Viewer, place: int, on: date) -> None:
    at = clock.midnight(on - timedelta(days=3)) + timedelta(hours=10)
    about = About(
        "您怎么看社区",
        place,
        "public",
        clock.day_of(at),
        on + timedelta(days=27),
        frozenset({"link", "paper"}),
    )
    row = survey.start(about, questionnaire=_PUBLIC, wanted=None, by=by, at=at)
    for n in range(14):
        form = survey_answer.open_address(row.address, at=at).form
        typed = {"satisfaction": [_GLAD[n % len(_GLAD)]], "would_hire": ["true" if n % 3 else "false"]}
        survey_answer.answer(row.address, typed, form=form, at=at)
