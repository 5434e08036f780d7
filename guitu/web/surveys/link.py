"""The page a respondent opens: plain, large, and without a word of what the office is about.

Opening it is written down nowhere. Only a form that is sent is counted against its network address, so that
one machine cannot answer for a town.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from guitu.domain.instruments.answers import Settled
from guitu.domain.kernel.errors import DomainError
from guitu.foundation import clock
from guitu.web.shell.asking import asked, read_post
from guitu.web.shell.http import screen
from guitu.web.shell.words import sentence
from guitu.workflows import survey_answer as act

_WRONG, _GONE, _TOO_MANY = 422, 404, 429
_AGAIN = frozenset({"survey.nothing", "survey.form-old"})  # what whoever answers can set right


@require_http_methods(["GET", "HEAD", "POST"])
@screen(public=True)
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show the questionnaire, and take one answer."""
    try:
        opened = act.open_address(token, at=clock.now())
    except DomainError as error:
        return _closed(request, error)
    if request.method == "POST":
        return _taken(request, token, opened)
    return _page(request, opened, {}, None, "")


def _taken(request: HttpRequest, token: str, opened: act.Opened) -> HttpResponse:
    typed = read_post(opened.row.definition, request.POST)
    try:
        act.knock(request.META.get("REMOTE_ADDR", ""), at=clock.now())
        settled = act.answer(token, typed, form=request.POST.get("form", "")[:400], at=clock.now())
    except DomainError as error:
        if error.code in _AGAIN:
            return _page(request, opened, typed, None, sentence(error))
        if error.code == "survey.throttled":
            return _page(request, opened, typed, None, sentence(error), status=_TOO_MANY)
        return _closed(request, error)
    if not settled.is_complete:
        return _page(request, opened, typed, settled, sentence(DomainError("survey.unfinished")))
    return render(request, "surveys/thanks.html", {"sender": settings.GUITU_CHANNEL_NAME})


def _page(
    request: HttpRequest,
    opened: act.Opened,
    typed: dict[str, list[str]],
    settled: Settled | None,
    error: str,
    *,
    status: int = _WRONG,
) -> HttpResponse:
    context = {
        "row": opened.row,
        "definition": opened.row.definition,
        "asks": asked(opened.row.definition, typed, settled),
        "form": opened.form,
        "error": error,
        "sender": settings.GUITU_CHANNEL_NAME,
    }
    return render(request, "surveys/answer.html", context, status=status if error else 200)


def _closed(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Over, not yet, answered already, or no such address: a sentence, and nothing else."""
    context = {"error": sentence(error), "sender": settings.GUITU_CHANNEL_NAME}
    return render(request, "surveys/closed.html", context, status=_GONE)
