"""Reports of figures: asked for, worked on step by step, kept. Nobody's name is in one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, NamedTuple
from uuid import UUID

from django.db import IntegrityError, models, transaction

from guitu.casework.exports.models import Report
from guitu.domain.access import Permission, Viewer, holds
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.ids import new_id

State = Literal["waiting", "working", "ready", "failed"]
Audience = Literal["inward", "outward"]
Form = Literal["docx", "xlsx"]
FORMS: Final[tuple[Form, ...]] = ("docx", "xlsx")
AUDIENCES: Final[tuple[Audience, ...]] = ("inward", "outward")
SILENT: Final = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report, without its files. ``done`` of ``total`` steps; ``counted_at`` None until it is ready.

    ``template`` SHA-256 of the one it was made with, b"" before; ``template_place`` None: it was ours.
    """

    id: UUID
    state: State
    place: int
    place_name: str
    period: str
    audience: Audience
    language: str
    asked_by: UUID
    asked_at: datetime
    heard_at: datetime
    done: int
    total: int
    counted_at: datetime | None
    failure: str
    template_place: int | None
    template_version: int
    template: bytes
    withheld: int

    def is_stuck(self, now: datetime) -> bool:
        """Whether nothing has been heard of the work for so long that it must have been killed."""
        return self.state in {"waiting", "working"} and now - self.heard_at > SILENT


_FIELDS: Final = tuple(ReportRow.__dataclass_fields__)


def ask(
    *,
    place: int,
    place_name: str,
    bounds: tuple[int, int],
    period: str,
    audience: Audience,
    language: str,
    by: Viewer,
    at: datetime,
) -> tuple[ReportRow, bool]:
    """Write down what is asked for; the same asked again while it is on its way is that one, and False.

    The caller has let ``by`` in to the place.
    """
    same = {"place": place, "period": period, "audience": audience, "language": language, "asked_by": by.id}
    try:
        with transaction.atomic():
            made = Report.objects.create(
                id=new_id(),
                **same,
                place_name=place_name,
                lo=bounds[0],
                hi=bounds[1],
                asked_at=at,
                heard_at=at,
            )
    except IntegrityError:
        return _row(Report.objects.defer(*FORMS).get(**same, state__in=("waiting", "working"))), False
    return _row(made), True


def again(report: UUID, *, at: datetime) -> bool:
    """Put one that got stuck or failed back to the start; False where it goes on or is ready."""
    row = Report.objects.defer(*FORMS).select_for_update().get(id=report)
    if row.state != "failed" and not _row(row).is_stuck(at):
        return False
    row.state, row.done, row.heard_at, row.failure = "waiting", 0, at, ""
    row.save(update_fields=["state", "done", "heard_at", "failure"])
    return True


def say(report: UUID, *, done: int, total: int, at: datetime) -> None:
    """How far the work is; seen at once where no transaction is open."""
    Report.objects.filter(id=report).update(state="working", done=done, total=total, heard_at=at)


class Made(NamedTuple):
    """Both files, when their figures were counted, and the template: whose, its version, its SHA-256.

    ``withheld`` how many numbers it does not say, because they could be subtracted from others.
    """

    docx: bytes
    xlsx: bytes
    counted_at: datetime
    template_place: int | None
    template_version: int
    template: bytes
    withheld: int = 0


def finish(report: UUID, made: Made) -> None:
    """Both files are there."""
    Report.objects.filter(id=report).update(state="ready", **made._asdict())


def fail(report: UUID, *, code: str) -> None:
    """There will be no files, and why."""
    Report.objects.filter(id=report).exclude(state="ready").update(state="failed", failure=code)


def report_for(viewer: Viewer, report: UUID) -> ReportRow:
    """One report of a place the viewer looks over.

    Raises:
        DomainError: "report.unknown", alike for absent and out of reach.
    """
    for row in _of(viewer).filter(id=report).values(*_FIELDS):
        return _from(row)
    raise DomainError("report.unknown")


def reports_for(viewer: Viewer, *, limit: int = 50) -> Sequence[ReportRow]:
    """Reports of places the viewer looks over, the latest first."""
    return [_from(row) for row in _of(viewer).order_by("-asked_at").values(*_FIELDS)[:limit]]


def content(viewer: Viewer, report: UUID, form: Form) -> bytes:
    """A file of a report.

    Raises:
        DomainError: "report.unknown", "report.not-ready".
    """
    row = report_for(viewer, report)
    if row.state != "ready":
        raise DomainError("report.not-ready")
    return bytes(Report.objects.values_list(form, flat=True).get(id=report) or b"")


def report(report_id: UUID) -> ReportRow | None:
    """One report for the worker; None where it is gone."""
    found = Report.objects.filter(id=report_id).values(*_FIELDS).first()
    return _from(found) if found else None


def _of(viewer: Viewer) -> models.QuerySet[Report]:
    if not holds(viewer, Permission.FIGURES_READ):
        return Report.objects.none()
    return Report.objects.filter(lo__gte=viewer.lo, hi__lte=viewer.hi)


def _row(row: Report) -> ReportRow:
    return _from({name: getattr(row, name) for name in _FIELDS})


def _from(values: dict[str, object]) -> ReportRow:
    found = {name: values[name] for name in _FIELDS}
    found["template"] = bytes(found["template"] or b"")  # type: ignore[call-overload]  # a memoryview, or bytes
    return ReportRow(**found)  # type: ignore[arg-type]  # columns of these names
