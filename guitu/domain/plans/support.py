"""The person's own map: who holds them, and their safety plan: whom and where to avoid, whom to call."""

from collections.abc import Mapping
from typing import Final

from guitu.domain.kernel.errors import DomainError
from guitu.domain.plans.catalogue import Word

MAP: Final[Mapping[str, Word]] = {
    "family": Word("家人", "Family"),
    "peers": Word("朋友和同伴", "Friends and peers"),
    "work": Word("工作上的人", "People at work"),
    "society": Word("社区和社会", "Neighbourhood and society"),
    "departments": Word("政府部门", "Departments"),
}
SAFETY: Final[Mapping[str, Word]] = {
    "avoid_people": Word("避开这些人", "People I keep away from"),
    "avoid_places": Word("避开这些地方", "Places I keep away from"),
    "signs": Word("我快撑不住时的样子", "How I notice it gets hard"),
    "helps": Word("这样做会好一点", "What helps me"),
    "call": Word("打给这些人", "People I call"),
}
SORTS: Final[Mapping[str, Word]] = {**MAP, **SAFETY}
LONGEST: Final = 200  # characters of one line; proposed


def check(sort: str, words: str) -> None:
    """Whether a line may be kept.

    Raises:
        DomainError: "support.sort", "support.words".
    """
    if sort not in SORTS:
        raise DomainError("support.sort", field="sort")
    if not words.strip() or len(words.strip()) > LONGEST:
        raise DomainError("support.words", field="words", most=LONGEST)
