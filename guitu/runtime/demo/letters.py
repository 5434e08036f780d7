"""Letters of the first station, issued and printed by the product's own acts, so that its page has some."""

from datetime import date, timedelta
from typing import Final

from django.db import transaction

from guitu.casework.episodes.queries import episodes_in_care
from guitu.exchange.exporters import letters as paper
from guitu.foundation import clock
from guitu.foundation.accounts.queries import viewers_named
from guitu.workflows.issue_letter import issue

_NEEDS: Final = {
    "needs": "想学一门手艺，离家近一点。",
    "help": "联系县里的烹饪班，费用全免；上课时间避开接孩子的时候。",
}
_REFERRAL: Final = {
    "to": "演示市人力资源和社会保障局",
    "about": "职业技能培训报名",
    "useful": "希望下午四点以前下课。",
}


def make_letters(*, on: date) -> int:
    """Issue three letters about the first people of the first station; how many."""
    at = clock.midnight(on) + timedelta(hours=10)
    by = viewers_named(("linlan",))["linlan"]
    soon = on + timedelta(days=14)
    written: tuple[tuple[str, dict[str, object]], ...] = (
        ("rights_notice", {}),
        ("needs_sheet", {**_NEEDS, "answer_by": soon}),
        ("referral", {**_REFERRAL, "agreed_on": on, "answer_by": soon}),
    )
    with transaction.atomic():
        people = list(dict.fromkeys(row.person_id for row in episodes_in_care(by, limit=20)))[:2]
        for person, (kind, facts) in zip(people[:1] * 2 + people[1:], written, strict=False):
            issue(person=person, kind=kind, facts=facts, by=by, at=at, press=paper.press)
    return min(len(people) + 1, len(written)) if people else 0
