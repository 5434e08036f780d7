"""Mail by SMTP. Subject and sender say as little as the text; the message's id is its Message-ID.

A server that drops the line after it took a message makes the same message come a second time under the same
Message-ID; mail knows no better.
"""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formataddr

from django.conf import settings

from guitu.foundation.channels.parcel import LaterError, Parcel, RefusedError

_SECONDS = 15
_FOR_GOOD = 500
_SUBJECT = "请看一下 · A short note"


def deliver(parcel: Parcel) -> None:
    """Hand the parcel to the mail server.

    Raises:
        LaterError: it did not answer, or asked for patience.
        RefusedError: it will not send this.
    """
    try:
        letter = _letter(parcel)
        with _line() as line:
            line.send_message(letter)
    except ValueError as error:  # an address with a line break, or none at all
        raise RefusedError(type(error).__name__) from error
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        for_good = min(codes, default=_FOR_GOOD) >= _FOR_GOOD
        raise (RefusedError if for_good else LaterError)("recipient") from error
    except smtplib.SMTPAuthenticationError as error:  # ours to mend: the message itself is fine
        raise LaterError(str(error.smtp_code)) from error
    except smtplib.SMTPResponseException as error:
        raise (RefusedError if error.smtp_code >= _FOR_GOOD else LaterError)(str(error.smtp_code)) from error
    except (OSError, smtplib.SMTPException) as error:
        raise LaterError(type(error).__name__) from error


def _letter(parcel: Parcel) -> EmailMessage:
    letter = EmailMessage()
    letter["From"] = formataddr((parcel.sender, settings.GUITU_CHANNEL_MAIL_FROM))
    letter["To"] = parcel.address
    letter["Subject"] = _SUBJECT
    letter["Message-ID"] = (
        f"<{parcel.id}@{settings.GUITU_CHANNEL_MAIL_FROM.partition('@')[2] or 'localhost'}>"
    )
    letter.set_content(parcel.text)
    return letter


def _line() -> smtplib.SMTP:
    way = settings.GUITU_CHANNEL_MAIL
    if way is None:
        raise LaterError("not-connected")
    safe = ssl.create_default_context()
    line: smtplib.SMTP
    if way.secure:
        line = smtplib.SMTP_SSL(way.host, way.port, timeout=_SECONDS, context=safe)
    else:
        line = smtplib.SMTP(way.host, way.port, timeout=_SECONDS)
        line.ehlo()
        if line.has_extn("starttls"):
            line.starttls(context=safe)
            line.ehlo()
    if way.user:
        line.login(way.user, way.password)
    return line
