"""Work in one's own area: who looks for work, what would suit them, what is worth teaching."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guitu.analytics.jobs import stayed
from guitu.casework.employers.queries import open_vacancies
from guitu.casework.people.queries import people_of
from guitu.casework.work.queries import statuses_in
from guitu.domain.access import Permission, holds
from guitu.domain.work.words import STATUSES
from guitu.web.shell.http import Request, screen
from guitu.web.work.said import match_line, skill
from guitu.workflows.matching import best_of, training_for
from guitu.workflows.matching import seekers as looking_for_work

PAGE = 50


@require_safe
@screen(Permission.SERVICE_RECORD)
def seekers(request: Request) -> HttpResponse:
    """Everybody within reach who looks for work, each with the vacancy that suits best."""
    viewer, today = request.viewer, request.today
    looking = looking_for_work(viewer, today=today)
    after = request.GET.get("after", "")
    offset = min(int(after), 10**6) if after.isascii() and after.isdigit() else 0
    page = looking[offset : offset + PAGE]
    people = people_of(viewer, {one.id for one in page})
    best = best_of(page, open_vacancies(viewer, on=today))
    counts = statuses_in(viewer, today=today)
    context = {
        "lines": [
            (people[one.id], [match_line(match) for match in best[one]]) for one in page if one.id in people
        ],
        "total": len(looking),
        "more": offset + PAGE if offset + PAGE < len(looking) else None,
        "statuses": [(word, counts[code]) for code, word in STATUSES.items() if counts[code]],
        "training": [(skill(one.skill), one) for one in training_for(viewer, looking, today=today, limit=10)],
        "stayed": stayed(viewer, today=today),
        "shows_promise": holds(viewer, Permission.CONTACT_RECORD),
    }
    return render(request, "work/seekers.html", context)
