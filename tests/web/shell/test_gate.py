"""The gate: no view answers unless it is a screen; what every page sends and says."""

import re
from collections.abc import Iterator

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from guitu.web.shell.middleware import Gate
from guitu.web.shell.refusals import broken

pytestmark = pytest.mark.django_db
PUBLIC = {
    "account:sign-in",
    "account:second",
    "account:passkey",
    "account:agency",
    "account:agency-return",
    "account:language",
    "account:theme",
    # guesses are counted outside of a transaction; these ask themselves who is there
    "account:password",
    "account:confirm",
    # a partner without an account; the number that was told by another way lets it in
    "referrals:link",
    # what people agreed to tell on the web, under other names
    "honours:stories",
    # figures in which nobody can be found
    "public:figures",
    # whoever was drawn for a survey; a one-time address lets them in
    "surveys:link",
}


def screens(
    resolver: URLResolver | None = None, names: tuple[str, ...] = (), route: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    """Every address with its whole name and its route."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            spaces = (*names, pattern.namespace) if pattern.namespace else names
            yield from screens(pattern, spaces, route + str(pattern.pattern))
        else:
            yield ":".join((*names, str(pattern.name))), route + str(pattern.pattern), pattern


ALL = list(screens())
NAMES = [name for name, _, _ in ALL]


# the desk leads on whoever has none; a sealed file opens to its asker, approvers and reader alone;
# an office's templates are put up by its head or by the system administrator, who share no permission
ASKS_ITSELF = {
    *("desk:desk", "records:openings", "records:opening", "records:decline", "records:read"),
    *("referrals:board",),  # whoever refers and whoever is referred to share no permission
    *("letters:shelf", "letters:template", "letters:template-file", "letters:template-remove"),
    *("letters:template-version", "letters:template-use"),
}


def test_there_are_screens():
    assert {"desk:desk", "people:person", "encounters:record"} <= set(NAMES)


@pytest.mark.parametrize(("name", "route", "pattern"), ALL, ids=NAMES)
def test_every_address_is_a_screen_with_a_named_permission(name: str, route: str, pattern: URLPattern):
    door = pattern.callback.door

    assert door.public == (name in PUBLIC)
    assert door.public or door.permission is not None or name.startswith("account:") or name in ASKS_ITSELF


def test_a_view_without_a_mark_does_not_answer():
    def unmarked(request):
        return HttpResponse("open")

    with pytest.raises(ImproperlyConfigured):
        Gate(unmarked).process_view(RequestFactory().get("/"), unmarked, (), {})


@pytest.mark.parametrize("path", ["/", "/sign-in", "/people/", "/me", "/nowhere"])
def test_a_page_loads_nothing_from_elsewhere_and_runs_nothing_inline(signed_in: Client, path: str):
    answer = signed_in.get(path)
    page = answer.content.decode()

    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert " style=" not in page
    assert "<style" not in page
    head = re.sub(r'nonce="[^"]*"', "", page.split("</head>")[0])  # base64 may hold two slashes
    assert "//" not in head.replace("http://www.w3.org/2000/svg", "")
    for script in page.split("<script")[1:]:
        assert " src=" in script.split(">")[0]


def test_a_page_about_people_is_not_kept_by_the_browser(signed_in: Client):
    assert signed_in.get("/")["Cache-Control"] == "private, no-store"


def test_what_is_not_there_says_what_to_do(signed_in: Client):
    answer = signed_in.get("/nowhere")

    assert answer.status_code == 404
    assert "请从首页重新查找" in answer.content.decode()


def test_a_broken_page_says_so_without_asking_the_database(settings):
    answer = broken(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert "这一步没有保存" in answer.content.decode()


def test_a_stale_form_is_refused_with_a_sentence(officer):
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/sign-in", {"username": "lin", "password": "x"})

    assert answer.status_code == 403
    assert "页面打开太久" in answer.content.decode()


def test_the_time_a_page_took_is_said_beside_made_up_people(signed_in: Client, settings):
    assert "total;dur=" in signed_in.get("/me")["Server-Timing"]
    settings.GUITU_DEMO = False
    assert "Server-Timing" not in signed_in.get("/me")


def test_the_demo_says_so_on_every_page_and_only_the_demo(signed_in: Client, settings):
    assert "人物均为虚构" in signed_in.get("/me").content.decode()
    settings.GUITU_DEMO = False
    assert "人物均为虚构" not in signed_in.get("/me").content.decode()


def test_the_browsers_language_is_not_asked(signed_in: Client):
    page = signed_in.get("/me", headers={"Accept-Language": "en-GB"}).content.decode()

    assert 'lang="zh-Hans"' in page
