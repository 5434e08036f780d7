"""How an entry may have turned out: one closed vocabulary per sort of act."""

from enum import StrEnum


class Done(StrEnum):
    """It happened; there is no other way for it to turn out."""

    DONE = "done"


class DoneOrDeclined(StrEnum):
    """Offered, and taken up or not. Declining has no consequence by itself."""

    DONE = "done"
    DECLINED = "declined"


class DoneOrMissed(StrEnum):
    """It happened, or it should have and did not."""

    DONE = "done"
    MISSED = "missed"


class LateReport(StrEnum):
    """A human asked why somebody has not reported in: there is a good reason, or none was found so far."""

    ACCEPTED = "accepted"
    NONE_FOUND = "none_found"


class Consent(StrEnum):
    """What the person said about one purpose. Withdrawing never counts against them."""

    GIVEN = "given"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Contact(StrEnum):
    """Tried; reached; reached and made sure who it was; or an appointment that did not take place."""

    ATTEMPTED = "attempted"
    DONE = "done"
    VERIFIED = "verified"
    MISSED = "missed"


class DrugTest(StrEnum):
    """The first four: a sample was taken. The other four: none was (rulebook D-14, D-16)."""

    NEGATIVE = "negative"
    NON_NEGATIVE_UNCONFIRMED = "non_negative_unconfirmed"
    CONFIRMED_POSITIVE = "confirmed_positive"
    INVALID = "invalid"
    EXCUSED = "excused"
    MISSED_UNEXPLAINED = "missed_unexplained"
    EVADED = "evaded"
    REFUSED = "refused"


class LabResult(StrEnum):
    """What a laboratory reports. ``INVALID``: the sample gave no result, which counts for the person."""

    NOT_DETECTED = "not_detected"
    DETECTED = "detected"
    INVALID = "invalid"


class ChallengeDecision(StrEnum):
    """What the police answered to a challenge."""

    GRANTED = "granted"
    DECLINED = "declined"


class Unauthorised(StrEnum):
    """An absence that was not reported; nothing else is recorded under this kind."""

    UNAUTHORISED = "unauthorised"


class Service(StrEnum):
    """Help that was given, declined, or waited for in vain."""

    DONE = "done"
    DECLINED = "declined"
    NO_SHOW = "no_show"


class Crisis(StrEnum):
    """Help came, or somebody sat down with the person some days later. Neither counts against anybody."""

    HELPED = "helped"
    LOOKED_BACK = "looked_back"


class Relapse(StrEnum):
    """Found by an authority, or told by the person (which is treated, not punished: rulebook A-09)."""

    CONFIRMED = "confirmed"
    SELF_REPORTED = "self_reported"
