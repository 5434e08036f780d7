"""What the worker does for this screen: counts a report, writes both files, and says how far it is."""

from uuid import UUID

from django.db import transaction
from django.utils import translation
from procrastinate.contrib.django import app

from guitu.analytics.overview import Overview
from guitu.analytics.periods import period
from guitu.analytics.places import place_for
from guitu.casework.exports import reports
from guitu.casework.exports.reports import Made, ReportRow
from guitu.domain.access import Viewer
from guitu.domain.kernel.errors import DomainError
from guitu.domain.letters.report import REPORT
from guitu.exchange import letter_shelf
from guitu.exchange.exporters.report_book import as_xlsx
from guitu.exchange.exporters.report_paper import as_docx
from guitu.exchange.exporters.reports import Paper
from guitu.exchange.letter_shelf import Template
from guitu.foundation import clock
from guitu.foundation.accounts.models import Account
from guitu.foundation.accounts.queries import viewer_of
from guitu.foundation.audit.queries import newest_change
from guitu.web.dashboards.paper import STEPS, paper
from guitu.web.dashboards.words import layout_name, office_name

_TRIES = 3


@app.task(name="dashboards.report")  # type: ignore[untyped-decorator]  # procrastinate types it loosely
def make(wanted: str) -> None:
    """Make one report. Made twice, after a worker was killed, it is the same report."""
    row = reports.report(UUID(wanted))
    if row is None or row.state == "ready":
        return
    _say(row.id, 0)
    try:
        with translation.override(row.language):
            template = _template(row)
            said, seen = _one_state(row, template)
            made = Made(
                docx=as_docx(said, template.content),
                xlsx=as_xlsx(said),
                counted_at=seen.at,
                template_place=template.place,
                template_version=template.version,
                template=template.digest,
            )
    except DomainError as error:
        reports.fail(row.id, code=error.code)
        return
    reports.finish(row.id, made)


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


def _one_state(row: ReportRow, template: Template) -> tuple[Paper, Overview]:
    """The report, all of whose numbers were true at one moment.

    It is counted step by step, so that the page can say how far it is; where somebody changed something
    meanwhile, it is counted anew.

    Raises:
        DomainError: "report.moved", "place.unknown", and those of a period.
    """
    for _ in range(_TRIES):
        before = newest_change()
        with transaction.atomic():
            viewer, today = _asker(row), clock.today()
            place = place_for(viewer, row.place)
            when = period(row.period, today=today)
            words = {
                "office": office_name(viewer.unit),
                "layout": layout_name(template.place, template.version),
            }
        found = paper(
            viewer, place, when, row.audience, today=today, words=words, say=lambda done: _say(row.id, done)
        )
        if newest_change() == before:
            return found
    raise DomainError("report.moved")


def _say(report: UUID, done: int) -> None:
    """Outside of any transaction, so that the page sees it at once."""
    reports.say(report, done=done, total=STEPS, at=clock.now())
