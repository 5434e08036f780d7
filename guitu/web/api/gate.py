"""The door of the API: the same as of a page (``@screen``), its refusals as JSON instead of pages.

A refusal is ``{"status", "code", "title"}``: the code is stable, the title a sentence for people. "Not yours"
reads the same as "not there".
"""

import json
import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from guitu.domain.access import Permission
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.audit import sightings
from guitu.web.shell.http import Request, screen
from guitu.web.shell.words import sentence

BODY_MOST = 256 * 1024  # bytes; an entry with the longest note is a tenth of it
DEPTH_MOST = 12  # of brackets within brackets

_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)  # brackets in strings open and close nothing

View = Callable[..., HttpResponseBase]


def problem(status: int, code: str, title: str, **more: Any) -> HttpResponse:
    """A refusal."""
    return JsonResponse({"status": status, "code": code, "title": title, **more}, status=status)


def gated(permission: Permission | None, view: View) -> View:
    """``view`` behind the door that a page with this permission stands behind."""
    screened = screen(permission)(view)  # type: ignore[arg-type]  # ninja's answers are plain responses

    def answer(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.by_program = True  # type: ignore[attr-defined] # read where refusals are worded
        if not request.user.is_authenticated:
            return problem(401, "api.sign-in", gettext("请先登录。"))
        if unread := _unread(request):
            return unread
        try:
            response = screened(request, *args, **kwargs)
        except PermissionDenied:
            return problem(403, "access.refused", gettext("您的岗位不使用这个接口。"))
        except Http404:
            return not_there()
        if "Location" in response or "HX-Redirect" in response:  # a password or a factor is to be set first
            return problem(403, "api.page-first", gettext("请先在页面上完成登录所需的步骤。"))
        return response

    answer.door = screened.door  # type: ignore[attr-defined] # read by the gate and by tests
    return answer


def _unread(request: Request) -> HttpResponse | None:
    """The refusal of a body that nobody will read: of another media type, or too large."""
    if request.method in {"GET", "HEAD"}:
        return None
    if request.content_type != "application/json":
        return problem(415, "request.unread", gettext("请以 application/json 发送。"))
    said = request.META.get("CONTENT_LENGTH") or "0"
    if not (said.isascii() and said.isdigit()) or int(said) > BODY_MOST:
        return problem(413, "request.unread", gettext("发送的内容太大。"))
    return None


def not_there() -> HttpResponse:
    """404: nothing there, or nothing for this reader."""
    return problem(404, "unknown", gettext("这里没有内容，或者不在您的工作范围之内。"))


class Strict(Parser):
    """JSON of our depth, UTF-8, every name once and without NUL; nothing else is read."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body as Python values.

        Raises:
            HttpError: 400 no JSON, too deep, a name twice, a NUL.
        """
        try:
            text = request.body.decode("utf-8")
            _check_depth(text)
            return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
        except (ValueError, RecursionError):
            raise HttpError(400, gettext("没有看懂发送的内容。请以 UTF-8 编码的 JSON 发送。")) from None


def _check_depth(text: str) -> None:
    """Refuse brackets within brackets before a parser follows them."""
    depth = 0
    for character in _STRING.sub("", text):
        if character in "[{":
            depth += 1
            if depth > DEPTH_MOST:
                raise ValueError("too deep")
        elif character in "]}":
            depth -= 1


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs) or any(_has_nul(each) for pair in pairs for each in pair):
        raise ValueError("a name twice, or a NUL")
    return made


def _has_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\x00" in value or any("\ud800" <= character <= "\udfff" for character in value)
    return isinstance(value, list) and any(map(_has_nul, value))


def _no_number(_word: str) -> float:
    raise ValueError("NaN and Infinity are no JSON")


def speak_of_errors(api: NinjaAPI) -> None:
    """Let every refusal inside an operation be a problem; what is our fault stays a 500 page."""

    @api.exception_handler(DomainError)
    def _refused(_request: HttpRequest, error: DomainError) -> HttpResponse:
        sightings.turned_away(error.code)
        if error.code.endswith(".unknown"):
            return not_there()
        return problem(422, error.code, sentence(error))

    @api.exception_handler(ValidationError)
    def _malformed(_request: HttpRequest, error: ValidationError) -> HttpResponse:
        # where and why; what was sent is not repeated
        said = [{"where": [str(part) for part in one["loc"]], "why": one["type"]} for one in error.errors]
        return problem(422, "request.malformed", gettext("有的内容缺少或写法不对。"), errors=said)

    @api.exception_handler(HttpError)
    def _unread(_request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code, "request.unread", str(error))

    @api.exception_handler(Http404)
    def _missing(_request: HttpRequest, _error: Http404) -> HttpResponse:
        return not_there()
