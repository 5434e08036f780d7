"""Messages that leave the house: what they may say, when they may go out, and what becomes of one.

Neutral without exception (rule book PR-18): whoever reads the screen of somebody's phone over their shoulder
learns that an office would like to be called, and nothing else. Every text is made from a template here;
callers fill in days, hours, a place and a phone number, and the whole is looked at again before it is queued.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from guitu.domain.journal.entry import Entry
from guitu.domain.kernel.errors import DomainError


class State(StrEnum):
    """What became of a message."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


class Channel(StrEnum):
    """How a message travels. ``HOUSE``: it is read here, by whoever signs in."""

    FILE = "file"
    SMS = "sms"
    MAIL = "mail"
    HOUSE = "house"


class Reason(StrEnum):
    """Why a message was dropped, or why sending failed for good."""

    SEALED = "sealed"
    ERASED = "erased"
    WITHDRAWN = "withdrawn"  # the person withdrew what the message stood on
    NOT_WISHED = "not_wished"  # the person wants no messages
    ANSWERED = "answered"  # what it reminds of has happened, or there is a good reason
    TAKEN_BACK = "taken_back"  # by a colleague
    TOO_OLD = "too_old"
    NO_ADDRESS = "no_address"
    REFUSED = "refused"  # the channel will not take it, and would not later
    UNREACHABLE = "unreachable"  # tried as often as is allowed
    ACCOUNT_ENDED = "account_ended"


PERSON: Final = "person"
"""The receiver of a message that is not an account."""

WISH: Final = "contact_channel"
"""The field of the fact that says how the person wishes to be told."""

NO_MESSAGES: Final = "no_messages"
PREFERENCES: Final = (Channel.SMS.value, Channel.MAIL.value, NO_MESSAGES)
"""What a person may wish for; the latest counts."""

HOURS: Final = (9, 20)  # of the day in China, first inclusive, last exclusive; where no book says otherwise
TRIES: Final = 4
RETRY_HOURS: Final = (1, 4, 12)  # after the first, second and third try; proposed
KEEP_DAYS: Final = 7  # a message that could not go out for so long is worth nothing; proposed
LEASE: Final = timedelta(minutes=10)  # so long nobody else takes up a message that somebody is sending


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence in both languages. ``facts`` what fills it in, ``to_staff`` whether colleagues get it."""

    zh: str
    en: str
    facts: frozenset[str]
    to_staff: bool = False


_FIELD = re.compile(r"\{(\w+)\}")


def _t(zh: str, en: str, *, to_staff: bool = False) -> Template:
    return Template(zh, en, frozenset(_FIELD.findall(zh)), to_staff)


TEMPLATES: Final[Mapping[str, Template]] = MappingProxyType(
    {
        "come_by": _t(
            "您好，请在{due}前带身份证到{place}办一次手续。有困难请打电话，我们一起想办法：{phone}。",
            "Hello, please come to {place} by {due} with your ID card. If that is hard, call us and we will"
            " find a way: {phone}.",
        ),
        "appointment": _t(
            "您好，{day}{at}在{place}和您有约。时间不合适请打电话改：{phone}。",
            "Hello, you have an appointment at {place} on {day}, {at}. If the time does not suit you, call:"
            " {phone}.",
        ),
        "appointment_moved": _t(
            "您好，和您约的时间改到{day}{at}，地点{place}。不合适请打电话：{phone}。",
            "Hello, your appointment is now on {day}, {at}, at {place}. If that does not suit you,"
            " call: {phone}.",
        ),
        "call_back": _t(
            "您好，我们想和您联系。方便的时候请打电话：{phone}。",
            "Hello, we would like to talk with you. Please call when it suits you: {phone}.",
        ),
        "new_office": _t(
            "您好，从{day}起由{place}和您联系，请在{due}前去一次，带上身份证。有困难请打电话：{phone}。",
            "Hello, from {day} on {place} is there for you. Please go there by {due} with your ID card. If"
            " that is hard, call: {phone}.",
        ),
        "paper_ready": _t(
            "您好，有一份材料请您来取，地点{place}。来之前可以打电话：{phone}。",
            "Hello, a paper is ready for you at {place}. You may call before you come: {phone}.",
        ),
        "agreed_soon": _t(
            "您好，和您约好要办的一件事，请在{due}前办好。要帮忙请打电话：{phone}。",
            "Hello, please see to what we agreed on by {due}. If you would like help, call: {phone}.",
        ),
        "meeting_you": _t(
            "您好，{day}{at}我们在约好的地方等您。有变化请打电话：{phone}。",
            "Hello, on {day}, {at} we will wait for you where we agreed. If something changes,"
            " call: {phone}.",
        ),
        "please_call": _t(
            "有一位您负责的人，请在{due}前打电话问问情况。打开“今天”查看。",
            "Please call one of the people you work with by {due}. Open “Today” to see whom.",
            to_staff=True,
        ),
        "step_soon": _t(
            "有一件您答应去办的事，{due}前要办。打开“办事与资助”查看。",
            "Something you took on is to be done by {due}. Open “Papers and gifts” to see it.",
            to_staff=True,
        ),
        "question_waits": _t(
            "有一个写给您的问题在等您看。打开“给律师的问题”查看。",
            "A question to you waits. Open “Questions to lawyers” to see it.",
            to_staff=True,
        ),
        "please_review": _t(
            "有一件事等您核实，请在{due}前看一看。打开“今天”查看。",
            "Something waits for your review until {due}. Open “Today” to see it.",
            to_staff=True,
        ),
        "not_reached": _t(
            "有一条消息没有送到，请用别的办法联系本人。打开“发件箱”查看。",
            "A message did not arrive. Please reach the person another way; open “Outbox” to see whom.",
            to_staff=True,
        ),
        "handed_to_you": _t(
            "有一份档案等本单位接收，请在{due}前答复。打开“转接”查看。",
            "A file waits for your unit’s answer until {due}. Open “Transfers” to see it.",
            to_staff=True,
        ),
        "sent_back": _t(
            "一份移出的档案没有被接收，已经退回。打开“转接”查看原因。",
            "A file you handed over was not taken and is back. Open “Transfers” to see why.",
            to_staff=True,
        ),
        "taken_over": _t(
            "一份移出的档案已经被接收。打开“转接”查看。",
            "A file you handed over was taken. Open “Transfers” to see it.",
            to_staff=True,
        ),
    }
)

# Words that tell a stranger what an office is about. Part of a word is enough (社戒社康办).
TELLING: Final = (
    "毒", "戒", "瘾", "禁", "吸食", "尿", "毛发", "检测", "康复", "管控", "照管", "帮教", "安置", "矫正",
    "强制", "隔离", "解除", "出所", "释放", "刑", "警", "公安", "派出所", "司法", "法院", "检察", "拘",
    "看守", "监", "违反", "逾期", "复吸", "心理", "精神", "艾滋", "美沙酮",
    "drug", "rehab", "detox", "addict", "treat", "clinic", "police", "court", "prison", "releas",
    "custody", "relapse", "urine", "hair test", "after-care", "aftercare", "supervis", "offence",
    "offend", "hiv", "methadone",
)  # fmt: skip

_PERSONAL = re.compile(r"(?<![0-9])(?:[0-9]{15}|[0-9]{17}[0-9Xx])(?![0-9])")
_LONGEST = 60  # characters of one fact: a place with its street


def telling(text: str) -> str | None:
    """The first word in a text that tells a stranger too much, or None.

    >>> telling("请到文艺路街道服务站来一次"), telling("请到社戒社康办报到")
    (None, '戒')
    """
    lowered = text.lower()
    return next((word for word in TELLING if word in lowered), None)


def check(template: str, facts: Mapping[str, object], *, to_staff: bool) -> dict[str, str]:
    """The facts as they are kept, once the whole message is known to be neutral in both languages.

    Days are dates, an hour is a time, everything else is short text.

    Raises:
        DomainError: "outreach.unknown-template", "outreach.wrong-receiver", "outreach.fact-missing",
            "outreach.fact-shape", "outreach.not-neutral".
    """
    found = TEMPLATES.get(template)
    if found is None:
        raise DomainError("outreach.unknown-template", template=template[:40])
    if found.to_staff is not to_staff:
        raise DomainError("outreach.wrong-receiver", template=template)
    kept = {}
    for name in sorted(found.facts):
        if name not in facts:
            raise DomainError("outreach.fact-missing", template=template, fact=name)
        kept[name] = _kept(template, name, facts[name])
    for said in (found.zh, found.en):
        word = telling(_FIELD.sub(lambda m: kept[m[1]], said))
        if word is not None:
            raise DomainError("outreach.not-neutral", template=template, word=word)
    return kept


def _kept(template: str, name: str, value: object) -> str:
    if isinstance(value, datetime):
        raise DomainError("outreach.fact-shape", template=template, fact=name)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not text or len(text) > _LONGEST or _PERSONAL.search(text) or not text.isprintable():
        raise DomainError("outreach.fact-shape", template=template, fact=name)
    return text


def text_of(template: str, facts: Mapping[str, str], *, english: bool = False) -> str:
    """The whole message, in Chinese unless English is asked for.

    >>> text_of("call_back", {"phone": "0731-5550"})
    '您好，我们想和您联系。方便的时候请打电话：0731-5550。'
    """
    said = TEMPLATES[template]
    return _FIELD.sub(
        lambda m: _spoken(facts.get(m[1], ""), english=english), said.en if english else said.zh
    )


def _spoken(value: str, *, english: bool) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    return value if english else f"{day.month}月{day.day}日"


def place_of(*, name: str, address: str, region: str) -> str:
    """How an office may be called to the person: by its name or its address where these say nothing.

    >>> place_of(name="林荫站", address="", region="文艺路街道")
    '林荫站'
    >>> place_of(name="文艺路街道社戒社康办", address="", region="文艺路街道")
    '文艺路街道便民服务点'
    """
    for said in (f"{name}（{address}）" if address else "", name, address):
        if said and len(said) <= _LONGEST and telling(said) is None:
            return said
    return f"{region if telling(region) is None else ''}便民服务点"


KNOWN_NUMBER: Final = "您平时联系我们的号码"
"""In place of a phone number where an office has none written down."""


def may_go_out(local: datetime, hours: tuple[int, int] = HOURS) -> bool:
    """Whether a message may reach somebody's phone at this local moment."""
    return hours[0] <= local.hour < hours[1]


def opens_again(local: datetime, hours: tuple[int, int] = HOURS) -> datetime:
    """The next local moment at which messages may go out, at or after this one."""
    if may_go_out(local, hours):
        return local
    day = local if local.hour < hours[0] else local + timedelta(days=1)
    return day.replace(hour=hours[0], minute=0, second=0, microsecond=0)


def next_try(tries: int, at: datetime, hours: Iterable[int] = RETRY_HOURS) -> datetime | None:
    """When to try again after ``tries`` tries that failed for the time being; None: no more."""
    waits = tuple(hours)
    return at + timedelta(hours=waits[tries - 1]) if 0 < tries <= len(waits) else None


def is_too_old(due_on: date, today: date, keep_days: int = KEEP_DAYS) -> bool:
    """Whether a message has waited so long that it would only confuse."""
    return (today - due_on).days > keep_days


def chosen(connected: Iterable[Channel], *, wish: str, phone: str, mail: str) -> tuple[Channel, str] | None:
    """The channel a message goes by and its address: what the person wishes for, else what reaches them.

    None: no channel that is connected has an address.

    >>> chosen([Channel.SMS, Channel.MAIL], wish="mail", phone="12000000001", mail="a@example.org")
    (<Channel.MAIL: 'mail'>, 'a@example.org')
    >>> chosen([Channel.SMS], wish="mail", phone="12000000001", mail="a@example.org")
    (<Channel.SMS: 'sms'>, '12000000001')
    """
    there = set(connected)
    if Channel.FILE in there:
        address = mail if wish == Channel.MAIL and mail else phone or mail
        return (Channel.FILE, address) if address else None
    ways = [(Channel.SMS, phone), (Channel.MAIL, mail)]
    if wish == Channel.MAIL:
        ways.reverse()
    return next(((channel, to) for channel, to in ways if channel in there and to), None)


def wish_of(entries: Iterable[Entry]) -> str:
    """How the person wishes to be told, from their effective entries in order; "" nobody asked yet."""
    said = ""
    for entry in entries:
        if entry.kind == "fact_recorded" and entry.details.get("field") == WISH:
            said = str(entry.details.get("code", ""))
    return said if said in PREFERENCES else ""


def key_of(template: str, to: str, due_on: date) -> str:
    """What makes two wishes to send the same message, where the caller names nothing better."""
    return f"{template}:{to}:{due_on.isoformat()}"
