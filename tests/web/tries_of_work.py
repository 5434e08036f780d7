"""How the addresses of work are tried by somebody they are not for."""

from guitu.foundation.ids import new_id
from tests.web.tries import OPEN, Try, of

WORK: dict[str, Try] = {
    "work:behind": Try(
        body=lambda prey: {
            "person": str(prey.person), "service": "job_notice", "words": "越权", "form": str(new_id()),
            "happened_on": "2026-03-02",
        }
    ),
    "work:seekers": OPEN,
    "work:file": of("person"),
    "work:sheet": of("person", body=lambda _prey: {"farthest": "county", "words": "越权"}),
    "work:status": of("person", body=lambda _prey: {"status": "looking", "since_on": "2026-03-02"}),
    "work:refusal": of(
        "person",
        body=lambda _prey: {"refused_by": "person", "reason": "wage", "happened_on": "2026-03-02"},
    ),
    "work:business": of("person", body=lambda _prey: {"words": "越权"}),
    "work:step": of("person", "row", body=lambda _prey: {"step": "idea", "done_on": "2026-03-02"}),
    "work:matches": of("person"),
    "work:propose": of("person", body=lambda _prey: {"title": "越权", "placement": str(new_id())}),
    "work:placement": of("person", "row", body=lambda _prey: {"to": "hired", "on": "2026-03-02"}),
    "work:kept": of("person", "row", body=lambda _prey: {"months": "1", "on": "2026-03-02"}),
    "work:take-back": of("person", "row", body=lambda _prey: {"step": "hired", "words": "越权"}),
    "work:slip": of("person", "row", body=lambda _prey: {"was_shown": "on"}),
    "work:slip-file": of("person", "row"),
}  # fmt: skip
