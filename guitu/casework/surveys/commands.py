"""Writing surveys. Whether somebody may is the workflows' question; all in the caller's transaction."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from os import urandom
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import F

from guitu.casework.surveys.models import Answer, Campaign, Invitation, Knock, Questionnaire, Ticket
from guitu.casework.surveys.queries import answered_by_stratum
from guitu.casework.surveys.translate import (
    CampaignRow,
    QuestionnaireRow,
    Stratum,
    campaign_row,
    questionnaire_row,
)
from guitu.domain.instruments.model import Definition
from guitu.domain.kernel.errors import DomainError
from guitu.domain.surveys.campaign import About, State
from guitu.domain.surveys.questionnaire import MOST_KEPT
from guitu.domain.surveys.sampling import Part, announce_parts, line_of
from guitu.domain.testing.draw import SEED_BYTES, drawn_from, log_of
from guitu.foundation.crypto import installation
from guitu.foundation.tables import rewrite_holder

_SEED = b"surveys_campaign.seed"
_HOUR = timedelta(hours=1)
_KEPT = timedelta(days=1)


def begin(
    id_: UUID,
    about: About,
    definition: Definition,
    *,
    body: object,
    bounds: tuple[int, int],
    unit: int,
    by: UUID,
    at: datetime,
) -> CampaignRow:
    """A survey without a frame: it is open, with an address anybody may answer through."""
    row = _new(id_, about, definition, body=body, bounds=bounds, unit=unit, by=by, at=at)
    row.state, row.address = State.OPEN.value, secrets.token_urlsafe(15)
    row.save(force_insert=True)
    return campaign_row(row)


def announce(
    id_: UUID,
    about: About,
    definition: Definition,
    *,
    body: object,
    bounds: tuple[int, int],
    unit: int,
    by: UUID,
    at: datetime,
    frame: Mapping[int, list[str]],
    pick: int,
    wanted: tuple[float, float],
    on: date,
) -> CampaignRow:
    """A survey of the register: lists, number and seed are fixed. ``wanted`` confidence and error.

    Raises:
        DomainError: "survey.frame-empty", "survey.sample".
    """
    seed = urandom(SEED_BYTES)
    parts = announce_parts(id_, seed, frame, pick)
    row = _new(id_, about, definition, body=body, bounds=bounds, unit=unit, by=by, at=at)
    row.confidence, row.error = wanted
    row.frame_on = on
    drawn = {part.stratum: part.announced.pick for part in parts}
    row.strata = [Stratum(key, len(names), drawn.get(key, 0), 0) for key, names in sorted(frame.items())]
    row.announced = [_plain(part) for part in parts]
    row.line = line_of(parts)
    row.seed = installation.seal(seed, _SEED + id_.bytes)
    row.save(force_insert=True)
    return campaign_row(row)


def _plain(part: Part) -> dict[str, object]:
    made = part.announced
    return {
        "stratum": part.stratum, "draw": made.draw, "commitment": made.commitment,
        "population": list(made.population), "pick": made.pick,
    }  # fmt: skip


def _new(
    id_: UUID,
    about: About,
    definition: Definition,
    *,
    body: object,
    bounds: tuple[int, int],
    unit: int,
    by: UUID,
    at: datetime,
) -> Campaign:
    return Campaign(
        id=id_, unit=unit, region=about.region, lo=bounds[0], hi=bounds[1], title=about.title.strip(),
        audience=about.audience, modes=sorted(about.modes), opens_on=about.opens_on,
        closes_on=about.closes_on, evaluator=about.evaluator, by_pseudonym=about.by_pseudonym,
        instrument=definition.code, version=definition.version, body=body, made_at=at, made_by=by,
    )  # fmt: skip


def keep_questionnaire(
    id_: UUID,
    definition: Definition,
    *,
    body: object,
    bounds: tuple[int, int],
    unit: int,
    by: UUID,
    at: datetime,
) -> QuestionnaireRow:
    """A version that an office brought, as a draft: nobody is asked by it yet.

    Raises:
        DomainError: "questionnaire.version-taken", "questionnaire.full".
    """
    if Questionnaire.objects.filter(unit=unit).count() >= MOST_KEPT:
        raise DomainError("questionnaire.full", most=MOST_KEPT)
    row = Questionnaire(
        id=id_, unit=unit, lo=bounds[0], hi=bounds[1], instrument=definition.code,
        version=definition.version, body=body, made_at=at, made_by=by,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise DomainError("questionnaire.version-taken", version=definition.version) from None
    return questionnaire_row(row)


def set_questionnaire(id_: UUID, state: str, *, was: str) -> bool:
    """Put a draft into use, or a version out of it; whether it still stood as ``was``."""
    return bool(Questionnaire.objects.filter(id=id_, state=was).update(state=state))


def drop_questionnaire(id_: UUID) -> bool:
    """Throw a draft away; whether there was one. What was in use stays."""
    return bool(Questionnaire.objects.filter(id=id_, state="draft").delete()[0])


def draw(row: CampaignRow, *, salt: str, at: datetime) -> tuple[CampaignRow, dict[str, int]]:
    """Draw, once; the survey is open from now on. Also who was drawn: pseudonyms, with their region.

    Raises:
        DomainError: "draw.salt", "survey.drawn-before".
    """
    held = Campaign.objects.select_for_update().get(id=row.id)
    if held.state != State.ANNOUNCED:
        raise DomainError("survey.drawn-before")
    seed = installation.unseal(held.seed, _SEED + row.id.bytes)
    found: dict[str, int] = {}
    logs = []
    for stratum, announced in row.announced:
        found |= {one.entrant: stratum for one in drawn_from(announced, seed=seed, salt=salt)}
        moments = {"announced_at": row.made_at.isoformat(), "drawn_at": at.isoformat()}
        logs.append({"stratum": stratum, **log_of(announced, seed=seed, salt=salt, **moments)})
    held.logs, held.announced, held.state = logs, [], State.OPEN.value  # a log holds its list
    held.save(update_fields=["logs", "announced", "state"])
    return campaign_row(held), found


def invite(
    row: CampaignRow,
    people: Iterable[tuple[UUID, int, str]],
    keys: Mapping[str, bytes],
    strata: Mapping[str, int],
) -> CampaignRow:
    """Who can be asked: person, holder and pseudonym; a ticket each. In a context of the system."""
    listed = list(people)
    Invitation.objects.bulk_create(
        Invitation(person_id=who, held_by=held, campaign=row.id, pseudonym=bytes.fromhex(name))
        for who, held, name in listed
    )
    names = sorted(name for _, _, name in listed)
    Ticket.objects.bulk_create(
        Ticket(key=keys[name], campaign=row.id, pseudonym=name, stratum=strata[name]) for name in names
    )
    asked: dict[int, int] = {}
    for name in names:
        asked[strata[name]] = asked.get(strata[name], 0) + 1
    held = Campaign.objects.get(id=row.id)
    held.strata = [one._replace(asked=asked.get(one.region, 0)) for one in row.strata]
    held.save(update_fields=["strata"])
    return campaign_row(held)


def take(row: CampaignRow, key: bytes, answers: Mapping[str, object], *, mode: str) -> None:
    """One answer through a ticket, which opens nothing any more.

    Raises:
        DomainError("survey.answered"): somebody was quicker.
    """
    if not Ticket.objects.filter(key=key, campaign=row.id, is_used=False).update(is_used=True):
        raise DomainError("survey.answered")
    used = Ticket.objects.get(key=key)
    Answer.objects.create(
        campaign=row.id, stratum=used.stratum, mode=mode, answers=answers,
        pseudonym=used.pseudonym if row.by_pseudonym else "",
    )  # fmt: skip


def take_open(row: CampaignRow, key: bytes, answers: Mapping[str, object], *, mode: str, most: int) -> None:
    """One answer without an invitation. The same ``key`` (of one form) twice is one answer.

    Holds the survey, so that what comes in at once is counted one after the other, and nothing after the end.

    Raises:
        DomainError: "survey.answered", "survey.over", "survey.full" beyond ``most``.
    """
    if Campaign.objects.select_for_update().get(id=row.id).state != State.OPEN:
        raise DomainError("survey.over", on=row.closes_on.isoformat())
    if Answer.objects.filter(campaign=row.id).count() >= most:
        raise DomainError("survey.full", most=most)
    try:
        with transaction.atomic():
            Ticket.objects.create(key=key, campaign=row.id, stratum=row.region, is_used=True)
    except IntegrityError:
        raise DomainError("survey.answered") from None
    Answer.objects.create(campaign=row.id, stratum=row.region, mode=mode, answers=answers)


def finish(row: CampaignRow, *, at: datetime) -> None:
    """Nothing comes in any more, nothing leads back: see the room. In a context that sees sealed rows too.

    Raises:
        DomainError("survey.finished-before").
    """
    held = Campaign.objects.select_for_update().get(id=row.id)
    if held.state != State.OPEN:
        raise DomainError("survey.finished-before")
    Invitation.objects.filter(campaign=row.id).delete()
    Ticket.objects.filter(campaign=row.id).delete()  # waits for an answer that is being taken in
    answered = answered_by_stratum(row.id)
    held.state, held.finished_at, held.address = State.FINISHED.value, at, ""
    held.strata = [one._replace(answered=answered.get(one.region, 0)) for one in row.strata]
    held.save(update_fields=["state", "finished_at", "address", "strata"])
    _mix(row.id)


def _mix(campaign: UUID) -> None:
    """Write the answers anew in an order of chance, all in one transaction, without pseudonyms."""
    found = list(Answer.objects.filter(campaign=campaign))
    Answer.objects.filter(campaign=campaign).delete()
    for row in found:
        row.id, row.pseudonym = uuid4(), ""
    Answer.objects.bulk_create(sorted(found, key=lambda row: row.id))


def knock(key: bytes, *, at: datetime, most: int) -> None:
    """Count somebody who comes through an open address; hashes are kept for a day.

    Raises:
        DomainError("survey.throttled"): more than ``most`` within this hour.
    """
    hour = at.replace(minute=0, second=0, microsecond=0)
    Knock.objects.filter(at__lt=hour - _KEPT).delete()
    Knock.objects.bulk_create([Knock(key=key, at=hour)], ignore_conflicts=True)
    Knock.objects.filter(key=key).update(times=F("times") + 1)
    if Knock.objects.get(key=key).times > most:
        raise DomainError("survey.throttled")


def move(person_id: UUID, *, to_held_by: int) -> None:
    """Rewrite who holds the person."""
    rewrite_holder((Invitation,), person_id, to_held_by=to_held_by)


def erase(persons: Iterable[UUID]) -> None:
    """Somebody erased is asked no more. What they answered is about nobody and stays."""
    Invitation.objects.filter(person_id__in=list(persons)).delete()
