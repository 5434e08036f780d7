"""The desk answers one question: for whom should I do what today."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guitu.domain.access import Permission
from guitu.web.shell.http import Request, screen


@require_safe
@screen(Permission.PERSON_READ)
def desk(request: Request) -> HttpResponse:
    """Today, this week, late."""
    return render(request, "desk/desk.html")
