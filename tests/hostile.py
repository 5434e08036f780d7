"""Words that nobody means: what scanners and attackers type into fields and addresses. All inert here.

``MARK`` is what a payload that runs would leave behind; tests look for it and must not find it.
"""

# ruff: noqa: E501 - a corpus, one kind a line

import random
from collections.abc import Iterator

MARK = "window.ran=(window.ran||[]).concat"

XSS = tuple(
    payload.replace("!!", f"{MARK}({number})")
    for number, payload in enumerate(
        (
            "<script>!!</script>",
            "</textarea><script>!!</script>",
            "</title><script>!!</script>",
            "</option></select><script>!!</script>",
            "<img src=x onerror=!!>",
            '"><img src=x onerror=!!>',
            "'><img src=x onerror=!!>",
            '" onfocus=!! autofocus x="',
            "' onmouseover='!!",
            "<svg onload=!!>",
            "<svg><animate onbegin=!! attributeName=x dur=1s>",
            "<details open ontoggle=!!>",
            "<body onload=!!>",
            "<iframe srcdoc='<script>parent.!!</script>'>",
            "<iframe src=javascript:!!>",
            "<a href=javascript:!!>点这里</a>",
            "<form action=javascript:!!><button>x",
            "<math><mi//xlink:href='data:x,<script>!!</script>'>",
            "<input autofocus onfocus=!!>",
            "<video><source onerror=!!>",
            "<audio src onloadstart=!!>",
            "<marquee onstart=!!>",
            "<object data=javascript:!!>",
            "<embed src=javascript:!!>",
            "<base href=javascript:!!//>",
            "<meta http-equiv=refresh content='0;url=javascript:!!'>",
            "<link rel=stylesheet href=javascript:!!>",
            "<style>@import 'javascript:!!';</style>",
            "<div style='background:url(javascript:!!)'>",
            "<div hx-get=/ hx-trigger=load hx-on::load=!!>",
            "<div hx-vals='js:{a:!!}' hx-get='/' hx-trigger='load'>",
            "<template><script>!!</script></template>",
            "<noscript><p title='</noscript><img src=x onerror=!!>'>",
            "<!--><img src=x onerror=!!>-->",
            "<![CDATA[<script>!!</script>]]>",
            "\\u003cscript\\u003e!!\\u003c/script\\u003e",
            "%3Cscript%3E!!%3C/script%3E",
            "&lt;script&gt;!!&lt;/script&gt;",
            "＜script＞!!＜/script＞",
            "${!!}{{!!}}{%!!%}<%=!!%>",
        )
    )
)
"""Forty ways into a page."""

SQL = (
    "'", '"', "\\", "';--", "' or '1'='1", "1 or 1=1", "1) or (1=1", "1; select pg_sleep(9)", "'||(select version())||'",
    "1 union select null,null", "name desc, (select 1)", "person_id::text", "-1", "0x10", "1e309", "%", "_", "%%%s%(x)s",
    "now()", "held_by) from people_person--", "$$;$$", "E'\\\\000'", "\u02bc or 1=1", "null", "true", "{}", "[]", "*",
)  # fmt: skip
TEMPLATES = (
    "{{7*7}}",
    "{% debug %}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{{request.user}}",
    "%(password)s",
    "{0.__class__}",
)
PATHS = (
    "../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd", "file:///etc/passwd", "....//....//etc/passwd",
    "..%2f..%2f", "C:\\", "\\\\host\\share", "http://127.0.0.1/", "//127.0.0.1/", "javascript:1", "data:,x",
)  # fmt: skip
ODD = (
    "", " ", "\t", "\r\nX-Injected: 1", "\n", "\u202e", "\u200b", "\ufeff", "\U0001f600", "𠮷", "ß", "İ", "ﷺ", "A\u0300" * 50,
    "9" * 30, "-" + "9" * 30, "0", "00", "１２３", "٣", "1_000", "1.5", "NaN", "Infinity", "1e5", "0001-01-01", "9999-12-31",
    "2026-02-30", "2026-W01-1", "20260101", "00000000-0000-0000-0000-000000000000", "a" * 2000, "," * 40, ",,,,", "=1+1", "＝1",
)  # fmt: skip
ALL = (*XSS, *SQL, *TEMPLATES, *PATHS, *ODD)


def words(seed: int) -> Iterator[str]:
    """Every one of them, then mixtures without end; the same for the same seed."""
    yield from ALL
    chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
    while True:
        parts = [chance.choice(ALL) for _ in range(chance.randint(1, 3))]
        text = "".join(part[chance.randrange(len(part) + 1) :] for part in parts)
        yield text[: chance.randint(0, 300)]
