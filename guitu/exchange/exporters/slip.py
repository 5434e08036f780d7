"""The candidate slip as a .docx: one page for an employer, with nothing in it of where it was made."""

from collections.abc import Iterator

from guitu.casework.people.queries import AdmittedPerson
from guitu.casework.work.queries import PlacementRow, slip_of
from guitu.domain.access import Compartment
from guitu.domain.kernel.errors import DomainError
from guitu.domain.ledger.line import Act
from guitu.domain.work.slip import CandidateSlip, check
from guitu.exchange.exporters.letter_forms import PLAIN, laid_out
from guitu.foundation.audit import sightings

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILE_NAME = "jianli.docx"  # 简历; the same for everybody, because file names are read on any screen


def printed(who: AdmittedPerson, row: PlacementRow) -> bytes:
    """The slip that was given, looked at once more before it leaves.

    Raises:
        DomainError: "slip.unknown"; what ``guitu.domain.work.slip.check`` refuses.
    """
    slip = slip_of(who, row)
    if slip is None:
        raise DomainError("slip.unknown")
    check(slip)
    sightings.saw({who.id: who.held_by}, Compartment.CASEWORK, act=Act.EXPORT)
    return paper(slip)


def paper(slip: CandidateSlip) -> bytes:
    """A slip as a document; the same bytes for the same slip."""
    return laid_out(_lines(slip), size=PLAIN)


def _lines(slip: CandidateSlip) -> Iterator[tuple[str, str]]:
    yield "Title", "求职人员简况"
    yield "", f"姓名：{slip.name}"
    said = (
        ("电话", slip.phone),
        ("会做的工作", "、".join(slip.skills)),
        ("工作经历", slip.experience),
        ("上班时间", slip.hours),
        ("工作地点", slip.area),
        ("语言", slip.languages),
        ("可以上岗", f"{slip.available_on:%Y-%m-%d}" if slip.available_on else ""),
    )
    for title, words in said:
        if words:
            for n, line in enumerate(words.splitlines()):
                yield "", f"{title}：{line}" if n == 0 else line
