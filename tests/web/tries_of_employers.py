"""How the addresses of offers are tried by somebody they are not for. None of them is about a person."""

from django.core.files.uploadedfile import SimpleUploadedFile

from guitu.foundation.ids import new_id
from tests.web.tries import OPEN, Prey, Try


def _nowhere(_prey: Prey) -> list[object]:
    return [new_id()]


EMPLOYERS: dict[str, Try] = {
    "employers:vacancies": Try(query=lambda _prey: {"q": "厂", "skill": "sewing", "place": "0"}),
    "employers:new-vacancy": Try(body=lambda _prey: {"title": "越权", "employer": "越权"}),
    "employers:import": Try(body=lambda _prey: {"file": SimpleUploadedFile("a.xlsx", b"x")}),
    "employers:batch": Try(args=_nowhere),
    "employers:undo": Try(args=_nowhere),
    "employers:feed": OPEN,
    "employers:vacancy": Try(args=_nowhere),
    "employers:edit-vacancy": Try(args=_nowhere),
    "employers:close-vacancy": Try(args=_nowhere, body=lambda _prey: {"reason": "filled"}),
    "employers:courses": OPEN,
    "employers:new-course": Try(body=lambda _prey: {"title": "越权"}),
    "employers:course": Try(args=_nowhere),
    "employers:edit-course": Try(args=_nowhere),
    "employers:close-course": Try(args=_nowhere, body=lambda _prey: {"reason": "filled"}),
    "employers:employers": OPEN,
    "employers:employer": Try(args=_nowhere),
    "employers:edit-employer": Try(args=_nowhere),
    "employers:close-employer": Try(args=_nowhere),
    "employers:add-base": Try(args=_nowhere, body=lambda _prey: {"document": "越权"}),
    "employers:base": Try(args=_nowhere),
    "employers:end-base": Try(args=_nowhere),
}
