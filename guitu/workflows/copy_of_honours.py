"""What stands in the room of honours, for the person's copy: what was granted or given, the story, its uses.

A copy is made by a colleague: it holds what colleagues may see, and neither drafts nor what was taken back.
"""

from collections.abc import Iterator
from typing import Any, Final

from guitu.casework.honours.queries import awards_of, honours_of, publications_of, story_of
from guitu.casework.people.queries import AdmittedPerson
from guitu.domain.access import Viewer
from guitu.domain.honours.course import Level, State
from guitu.domain.honours.story import Use
from guitu.domain.honours.tiers import Tier

Row = dict[str, Any]
_TIERS: Final = {Tier.TEAM: "操守团队成员", Tier.ROLE_MODEL: "戒毒典型", Tier.SUCCESS_CASE: "成功案例"}
_LEVELS: Final = {Level.GOLD: "金奖", Level.SILVER: "银奖", Level.BRONZE: "铜奖"}
_STATES: Final = {State.REVIEW: "评议中", State.GRANTED: "已授予", State.DECLINED: "这次没有通过"}
_USES: Final = {
    Use.BOOK: "年度书籍",
    Use.WEB: "网页",
    Use.TALK: "宣讲",
    Use.MEDIA: "报纸、电视",
    Use.EXHIBITION: "展览",
}


def honours(viewer: Viewer, who: AdmittedPerson) -> Iterator[Row]:
    """Honours and their awards, and what others gave."""
    awards = awards_of(who)
    for row in honours_of(who, viewer.id):
        if row.state not in _STATES:
            continue
        had = [f"{a.year} 年{_LEVELS[a.level]}" for a in awards if a.honour == row.id]
        yield {
            "field": _TIERS[row.tier] if row.tier else f"{row.title}（{row.giver}，{row.year}）",
            "note": row.words,
            "answer": "；".join([_STATES[row.state], *had]),
        }


def stories(who: AdmittedPerson) -> Iterator[Row]:
    """The story, and each use of it that the person agreed to."""
    story = story_of(who)
    if story is None:
        return
    yield {"happened_on": "", "field": story.alias, "note": story.words}
    for use in publications_of(who):
        yield {
            "happened_on": use.agreed_on.isoformat(),
            "field": f"{_USES[use.use]} {use.year}",
            "note": use.where,
        }
