"""The root of all addresses: one line per screen, each an include of that screen's own urls."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("guitu.web.account.urls")),
    path("", include("guitu.web.desk.urls")),
    path("people/", include("guitu.web.people.urls")),
    path("people/", include("guitu.web.encounters.urls")),
    path("", include("guitu.web.public.urls")),
    path("", include("guitu.web.figures.urls")),
    path("", include("guitu.web.dashboards.urls")),
    path("", include("guitu.web.areas.urls")),
    path("", include("guitu.web.rosters.urls")),
    path("", include("guitu.web.exports.urls")),
    path("api/v1/", include("guitu.web.api.urls")),
    path("", include("guitu.web.assignment.urls")),
    path("", include("guitu.web.handoffs.urls")),
    path("", include("guitu.web.team.urls")),
    path("", include("guitu.web.breaches.urls")),
    path("", include("guitu.web.leave.urls")),
    path("", include("guitu.web.endings.urls")),
    path("", include("guitu.web.testing.urls")),
    path("", include("guitu.web.outbox.urls")),
    path("", include("guitu.web.transfers.urls")),
    path("", include("guitu.web.oversight.urls")),
    path("", include("guitu.web.plans.urls")),
    path("", include("guitu.web.directory.urls")),
    path("", include("guitu.web.support.urls")),
    path("", include("guitu.web.month.urls")),
    path("", include("guitu.web.honours.urls")),
    path("", include("guitu.web.family.urls")),
    path("", include("guitu.web.help.urls")),
    path("", include("guitu.web.health.urls")),
    path("", include("guitu.web.counselling.urls")),
    path("", include("guitu.web.crisis.urls")),
    path("", include("guitu.web.incidents.urls")),
    path("", include("guitu.web.employers.urls")),
    path("", include("guitu.web.groups.urls")),
    path("", include("guitu.web.records.urls")),
    path("", include("guitu.web.surveys.urls")),
    path("", include("guitu.web.referrals.urls")),
    path("", include("guitu.web.instruments.urls")),
    path("", include("guitu.web.letters.urls")),
    path("", include("guitu.web.work.urls")),
    path("", include("guitu.web.rulebook.urls")),
    path("", include("guitu.web.admin.urls")),
]

handler400 = "guitu.web.shell.refusals.bad_request"
handler403 = "guitu.web.shell.refusals.forbidden"
handler404 = "guitu.web.shell.refusals.not_found"
handler500 = "guitu.web.shell.refusals.broken"
