"""How the addresses of work are tried by somebody they are not for."""

from guitu.foundation.ids import new_id
from tests.web.tries import Try

WORK: dict[str, Try] = {
    "work:behind": Try(
        body=lambda prey: {
            "person": str(prey.person), "service": "job_notice", "words": "越权", "form": str(new_id()),
            "happened_on": "2026-03-02",
        }
    ),
}  # fmt: skip
