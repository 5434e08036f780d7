"""Short messages through an HTTP gateway: one POST of JSON, answered by a number.

Sent are ``id``, ``to``, ``text`` and ``sender``, with the id as ``Idempotency-Key`` too. 2xx is taken, 409
was taken before, 408, 425, 429 and 5xx may be tried again, everything else is a refusal. Redirects are not
followed.
"""

import http.client
import json
import ssl

from django.conf import settings

from guitu.foundation.channels.parcel import LaterError, Parcel, RefusedError

_SECONDS = 10
_LATER = {408, 425, 429}
_TAKEN_BEFORE = 409


def deliver(parcel: Parcel) -> None:
    """Hand the parcel to the gateway.

    Raises:
        LaterError: it did not answer, or asked for patience.
        RefusedError: it will not send this.
    """
    status = _answer(parcel)
    if status // 100 == 2 or status == _TAKEN_BEFORE:
        return
    if status in _LATER or status // 100 == 5:
        raise LaterError(str(status))
    raise RefusedError(str(status))


def _answer(parcel: Parcel) -> int:
    way = settings.GUITU_CHANNEL_SMS
    if way is None:
        raise LaterError("not-connected")
    said = {"id": str(parcel.id), "to": parcel.address, "text": parcel.text, "sender": parcel.sender}
    headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": str(parcel.id)}
    if settings.GUITU_CHANNEL_SMS_KEY:
        headers["Authorization"] = f"Bearer {settings.GUITU_CHANNEL_SMS_KEY}"
    line: http.client.HTTPConnection
    if way.secure:
        line = http.client.HTTPSConnection(
            way.host, way.port, timeout=_SECONDS, context=ssl.create_default_context()
        )
    else:
        line = http.client.HTTPConnection(way.host, way.port, timeout=_SECONDS)
    try:
        line.request("POST", way.path, json.dumps(said, ensure_ascii=False).encode(), headers)
        return line.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        raise LaterError(type(error).__name__) from error
    finally:
        line.close()
