"""A word with a child's school: what may be said, what came of it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guitu.casework.family import queries
from guitu.domain.access import Permission
from guitu.domain.family.school import ABOUT, OUTCOMES, WAYS, words
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.web.family.forms import SchoolForm
from guitu.web.shell.http import Request, elsewhere, screen
from guitu.web.shell.notices import saved
from guitu.workflows import family as families
from guitu.workflows import household


@require_http_methods(["GET", "HEAD", "POST"])
@screen(Permission.FAMILY_RECORD)
def school(request: Request, person: UUID, child: UUID) -> HttpResponse:
    """The words with one child's school."""
    home = families.household(request.viewer, person)
    row = next((c for c in home.children if c.id == child), None)
    if row is None:
        raise DomainError("family.unknown")
    form = SchoolForm(request.POST or None, today=request.today)
    if request.method == "POST" and form.is_valid():
        with form.blaming():
            household.ask_school(
                person=home.who.id, child=row.id, contact=form.contact(), id_=form.cleaned_data["made"],
                by=request.viewer, at=clock.now(),
            )  # fmt: skip
            saved(request, _("已记下。"))
            return elsewhere(request, reverse("family:school", args=[home.who.id, row.id]))
    context = {
        "child": row,
        "form": form,
        "said": [(word, words(row.name, code)) for code, word in ABOUT.items()],
        "past": [
            (one, ABOUT[one.about], WAYS[one.way], OUTCOMES[one.outcome])
            for one in queries.school_words_of(home.who, row.id)
        ],
        "back": reverse("family:family", args=[home.who.id]),
    }
    return render(request, "family/school.html", context, status=422 if form.errors else 200)
