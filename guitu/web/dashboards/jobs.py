"""What the worker does for this screen: counts a report, writes both files, and says how far it is."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from guitu.analytics.periods import period
from guitu.analytics.places import place_for
from guitu.casework.exports import reports
from guitu.casework.exports.reports import Made, ReportRow
from guitu.casework.publications import commands as publications
from guitu.casework.publications.queries import answers_to
from guitu.domain.access import Viewer
from guitu.domain.disclosure import Asked
from guitu.domain.kernel.errors import DomainError
from guitu.domain.letters.report import REPORT
from guitu.exchange import letter_shelf
from guitu.exchange.exporters.report_book import as_xlsx
from guitu.exchange.exporters.report_paper import as_docx
from guitu.exchange.letter_shelf import Template
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.audit.queries import newest_change
from guitu.web.dashboards.facts import STEPS, Facts, gather, questions
from guitu.web.dashboards.leave import Leave, for_outside, may_leave
from guitu.web.dashboards.paper import paper
from guitu.web.dashboards.words import layout_name, office_name

_TRIES = 3
_HEARTBEAT = timedelta(seconds=30)  # procrastinate's own: a worker says every ten seconds that it lives


@app.task(name="dashboards.report")  # type: ignore[untyped-decorator]  # procrastinate types it loosely
def make(wanted: str) -> None:
    """Make one report. Made twice, after a worker was killed, it is the same report."""
    row = reports.report(UUID(wanted))
    if row is None or row.state in {"ready", "failed"}:
        return
    _say(row.id, 0)
    try:
        with translation.override(row.language):
            template = _template(row)
            facts = _one_state(row)
            with transaction.atomic():
                leave, given = _leave(row, facts)
                reports.finish(row.id, _made(row, facts, leave, template))
                publications.remember(row.asked_by, given, at=clock.now(), report=row.id)
    except DomainError as error:
        reports.fail(row.id, code=error.code)


@app.periodic(cron="* * * * *")  # type: ignore[untyped-decorator]  # as above
@app.task(name="dashboards.take_up", queueing_lock="dashboards.take_up")  # type: ignore[untyped-decorator]  # as above
def take_up(timestamp: int) -> None:
    """Put back into the queue what a worker was making when it was killed; ``timestamp`` is not used.

    What killed its worker time after time is given up with a sentence.
    """
    silent = clock.now() - _HEARTBEAT
    gone = Q(worker__isnull=True) | Q(worker__last_heartbeat__lt=silent)
    for job in ProcrastinateJob.objects.filter(gone, status="doing", task_name=make.name):
        if job.attempts >= _TRIES:
            reports.fail(UUID(job.args["wanted"]), code="report.interrupted")  # and made no more
        app.job_manager.retry_job_by_id(job.id, retry_at=clock.now())


def _leave(row: ReportRow, facts: Facts) -> tuple[Leave, tuple[Asked, ...]]:
    """What its readers may see, and what of it is to be remembered.

    Raises:
        DomainError: "report.all-withheld".
    """
    if row.audience == "inward":
        return Leave("inward"), ()
    publications.one_at_a_time()
    asked = tuple(questions(facts, may_leave))
    known = answers_to(row.asked_by, metrics={one.metric for one in asked})
    leave, sifted = for_outside(asked, known)
    return leave, sifted.given


def _made(row: ReportRow, facts: Facts, leave: Leave, template: Template) -> Made:
    words = {
        "office": office_name(_asker(row).unit),
        "layout": layout_name(template.place, template.version),
    }
    said = paper(facts, leave, words)
    return Made(
        docx=as_docx(said, template.content),
        xlsx=as_xlsx(said),
        counted_at=facts.seen.at,
        template_place=template.place,
        template_version=template.version,
        template=template.digest,
        withheld=len(leave.refused),
    )


def _asker(row: ReportRow) -> Viewer:
    """Who asked, as far as they may look now.

    Raises:
        DomainError: "place.unknown".
    """
    account = Account.objects.filter(id=row.asked_by, is_active=True).first()
    if account is None:
        raise DomainError("place.unknown")
    return viewer_of(account)


def _template(row: ReportRow) -> Template:
    """The template of the asker's office.

    Raises:
        DomainError: "report.template" where one lies there that cannot be used; "place.unknown".
    """
    unit = _asker(row).unit
    try:
        return letter_shelf.template_for(unit, REPORT.code)
    except DomainError as error:
        raise DomainError("report.template") from error


def _one_state(row: ReportRow) -> Facts:
    """Its numbers, all of which were true at one moment.

    They are counted step by step, so that the page can say how far it is; where somebody changed something
    meanwhile, they are counted anew.

    Raises:
        DomainError: "report.moved", "place.unknown", and those of a period.
    """
    for _ in range(_TRIES):
        before = newest_change()
        with transaction.atomic():
            viewer, today = _asker(row), clock.today()
            place = place_for(viewer, row.place)
            when = period(row.period, today=today)
        found = gather(viewer, place, when, today=today, say=lambda done: _say(row.id, done))
        if newest_change() == before:
            return found
    raise DomainError("report.moved")


def _say(report: UUID, done: int) -> None:
    """Outside of any transaction, so that the page sees it at once."""
    reports.say(report, done=done, total=STEPS, at=clock.now())
