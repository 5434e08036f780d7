"""What a partner gets of one person: these fields and no others, and no word in them that tells why.

Built by a pure function from what the owner wrote for this purpose alone. Nothing is read from the file: no
history, no test, no order, no note, no family, no health.
"""

from dataclasses import dataclass
from datetime import date

from guitu.domain.kernel.errors import DomainError
from guitu.domain.outreach import telling

LONGEST_PURPOSE = 300  # characters of what is asked; proposed
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Slice:
    """What stands on the partner's board, behind its one-time link, and nowhere more.

    ``number`` a short sign to speak of it on the phone. ``phone`` "" unless the person agreed to be called.
    ``sender`` the office under a neutral name, ``contact`` how it is reached. ``answer_by`` the day for the
    next word, ``until`` the last day this may be read.
    """

    number: str
    name: str
    phone: str
    service: str
    purpose: str
    sender: str
    contact: str
    agreed_on: date | None
    answer_by: date | None
    until: date | None


def neutral_sender(name: str, place: str) -> str:
    """The office as strangers may read it.

    >>> neutral_sender("文艺路街道社戒社康办", "文艺路街道"), neutral_sender("文艺路街道服务站", "文艺路街道")
    ('文艺路街道便民服务窗口', '文艺路街道服务站')
    """
    if telling(name) is None:
        return name
    return f"{'' if telling(place) else place}便民服务窗口"


def check_words(words: str, *, field: str, most: int, required: bool = False) -> str:
    """Words that go to a partner, trimmed.

    Raises:
        DomainError: "referral.words" (none, or too long), "referral.not-neutral" with the word.
    """
    said = words.strip()
    if (required and not said) or len(said) > most:
        raise DomainError("referral.words", field=field, most=most)
    word = telling(said)
    if word is not None:
        raise DomainError("referral.not-neutral", field=field, word=word)
    return said


def number_of(referral: str) -> str:
    """A short sign of one referral, the same every time; it says nothing by itself.

    >>> number_of("0190f2c0-0000-7000-8000-00000000abcd")
    '0000-ABCD'
    """
    tail = referral.replace("-", "")[-8:].upper()
    return f"{tail[:4]}-{tail[4:]}"
