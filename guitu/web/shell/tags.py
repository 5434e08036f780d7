"""What templates say beyond Django's own: words by language, dates as people say them, icons, form fields.

Built in everywhere (settings), so that no template loads them.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from guitu.domain.journal import words as journal
from guitu.domain.letters.catalogue import FORMS
from guitu.foundation import clock
from guitu.web.shell import dates, terms

register = template.Library()


def tongue() -> journal.Language:
    """The reader's language, as the domain's word tables call it."""
    return "en" if (get_language() or "").startswith("en") else "zh"


@register.filter
def said(pair: Any) -> str:
    """A Chinese and English pair (attributes or keys ``zh``, ``en``, or a tuple) in the reader's language."""
    if isinstance(pair, Mapping):
        return str(pair[tongue()])
    if isinstance(pair, tuple):
        return str(pair[0] if tongue() == "zh" else pair[1])
    return str(getattr(pair, tongue(), pair))


@register.filter
def kind_word(kind: str) -> str:
    """The word for a kind of entry."""
    return journal.kind_word(kind, tongue())


@register.filter
def outcome_word(outcome: str, kind: str = "") -> str:
    """The word for an outcome, beside its kind where one is given."""
    return journal.outcome_word(kind, outcome, tongue())


@register.filter
def field_word(name: str) -> str:
    """The word for a detail's name."""
    return journal.field_word(name, tongue())


@register.filter
def code_word(code: str) -> str:
    """The word for a code in a detail; a letter's is its title."""
    word = journal.code_word(code, tongue())
    return said(FORMS[code].title) if word == code and code in FORMS else word


@register.filter
def term(code: str, table: str) -> str:
    """The word for a code of the rules, from the named table of ``terms`` (owed_by, nature, phase, …)."""
    return str(terms.TABLES[table].get(code, code))


@register.filter
def day(value: date | None) -> str:
    """A date as people say it, the exact one on hover: 11月22日 周日 (another year is named)."""
    if value is None:
        return ""
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        value.isoformat(),
        value.isoformat(),
        dates.day_words(value, clock.today()),
    )


@register.filter
def moment(value: datetime | None) -> str:
    """A moment in Beijing's time, to the minute."""
    if value is None:
        return ""
    local = value.astimezone(clock.BEIJING)
    return f"{dates.day_words(local.date(), clock.today())} {local:%H:%M}"


@register.filter
def away(value: date | None) -> str:
    """How far a day is from today: 今天, 还有 3 天, 3 天前."""
    return "" if value is None else dates.distance(value, clock.today())


@register.simple_tag(takes_context=True)
def icon(context: template.Context, name: str, css: str = "") -> SafeString:
    """A small drawing beside a word; readers by ear skip it."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        css,
        context.get("icons", "/static/icons.svg"),
        name,
    )


@register.inclusion_tag("shell/_field.html")
def field(bound: BoundField, css: str = "") -> dict[str, Any]:
    """A form field with its label, its help and its error beside it."""
    return {"field": bound, "css": css}


@register.inclusion_tag("shell/_choices.html")
def choices(bound: BoundField, css: str = "") -> dict[str, Any]:
    """A field of few choices as large buttons. Works without scripts: they are radio or check boxes."""
    return {"field": bound, "css": css, "several": bound.field.widget.allow_multiple_selected}


@register.inclusion_tag("shell/_outcomes.html")
def outcomes(bound: BoundField, likely: tuple[str, ...]) -> dict[str, Any]:
    """The outcomes of an entry: the likely ones large, the others below."""
    options = list(bound)
    return {
        "field": bound,
        "likely": [option for option in options if option.data["value"] in likely],
        "others": [option for option in options if option.data["value"] not in likely],
    }


@register.simple_tag
def nothing() -> SafeString:
    """The sign for an empty cell, said aloud as such."""
    return mark_safe('<span class="text-muted">–</span>')
