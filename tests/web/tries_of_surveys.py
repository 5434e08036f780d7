"""How the addresses of surveys are tried by somebody they are not for."""

from guitu.foundation.ids import new_id
from tests.web.tries import OPEN, Try, of

_SURVEY = {
    "made": str(new_id()), "title": "越权", "questionnaire": "urn:guitu:survey:needs_survey|1.0",
    "audience": "register", "region": "430103000000", "opens_on": "2026-03-01", "closes_on": "2099-03-01",
    "modes": "link", "confidence": "0.9", "error": "5",
}  # fmt: skip

SURVEYS: dict[str, Try] = {
    "surveys:surveys": OPEN,
    "surveys:new": Try(body=lambda _prey: _SURVEY),
    "surveys:questionnaires": OPEN,
    "surveys:questionnaire": of("row"),
    "surveys:questionnaire-state": of("row", body=lambda _prey: {"to": "active"}),
    "surveys:one": of("row", body=lambda _prey: {"salt": "271"}),
    "surveys:finish": of("row"),
    "surveys:log": Try(args=lambda prey: [prey.row, 430102000000], by_id=True),
    "surveys:sheets": of("row", query=lambda _prey: {"name": "a" * 32}),
    "surveys:enter": of("row", body=lambda _prey: {"mode": "paper", "number": "AAAA"}),
    "surveys:results": of("row", query=lambda _prey: {"down": "unemployed", "across": "age50"}),
    "surveys:link": Try(args=lambda _prey: ["AAAABBBBCCCCDDDD"], body=lambda _prey: {"q1": "true"}),
}
