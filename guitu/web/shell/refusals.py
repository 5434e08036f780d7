"""The pages for 400, 403, 404, 500 and 503. "Not yours" and "not there" read the same.

They ask the database nothing: it may be what broke. Too many attempts (429) are said where they were made.
"""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext

from guitu.web.shell.http import is_program, screen


def _page(request: HttpRequest, status: int, title: str, words: str) -> HttpResponse:
    if is_program(request):
        return JsonResponse({"status": status, "code": "refused", "title": words}, status=status)
    return render(request, "shell/error.html", {"title": title, "words": words}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request made no sense."""
    words = gettext("收到的内容不完整或已损坏。请返回上一页，刷新后重新提交。")
    return _page(request, 400, gettext("没有看懂这次提交"), words)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the role has no such work."""
    words = gettext("您的岗位不使用这个页面。如工作需要，请联系管理员调整岗位。")
    return _page(request, 403, gettext("这个页面未向您开放"), words)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: there is nothing here, or nothing for this reader."""
    words = gettext("这里没有内容，或者不在您的工作范围之内。请从首页重新查找。")
    return _page(request, 404, gettext("没有找到"), words)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault. Says what to do, and nothing about the inside."""
    words = gettext("系统出错，这一步没有保存。请稍后再试；如果反复出现，请告知管理员发生的时间。")
    return _page(request, 500, gettext("系统出错了"), words)


def not_allowed(request: HttpRequest, allowed: Iterable[str]) -> HttpResponse:
    """405: a way of asking that no page of ours knows."""
    words = gettext("本系统不接受这种访问方式。请用浏览器从首页重新进入。")
    response = _page(request, 405, gettext("不接受这种访问方式"), words)
    response["Allow"] = ", ".join(allowed)
    return response


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more than any page of ours sends."""
    words = gettext("提交的内容超过 45 MB，没有接收。请缩小文件后再上传。")
    return _page(request, 413, gettext("提交的内容太大"), words)


def too_long(request: HttpRequest) -> HttpResponse:
    """414: an address longer than any of ours."""
    words = gettext("这个网址太长，不是本系统的网址。请从首页重新查找。")
    return _page(request, 414, gettext("网址太长"), words)


def unaccountable(request: HttpRequest) -> HttpResponse:
    """503: the access log cannot be written, so nobody's file is shown."""
    words = gettext(
        "访问日志暂时无法写入，为保护隐私，人员信息不予显示，刚才的操作没有保存。请稍后再试，并告知管理员。"
    )
    return _page(request, 503, gettext("暂时不能显示人员信息"), words)


@screen(public=True)
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 after a form that was open too long, or came from elsewhere (CSRF)."""
    words = gettext("页面打开太久，安全凭证已失效，内容没有保存。请返回上一页，刷新后重新提交。")
    return _page(request, 403, gettext("页面已失效"), words)
