"""Rows of surveys as frozen values."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from guitu.casework.surveys.models import Campaign, Questionnaire
from guitu.domain.instruments.model import Definition
from guitu.domain.instruments.reading import read
from guitu.domain.surveys.campaign import State
from guitu.domain.testing.draw import Announcement


class Stratum(NamedTuple):
    """One region of the frame: how many people it has, how many were drawn, how many could be asked."""

    region: int
    size: int
    drawn: int
    asked: int
    answered: int = 0


@dataclass(frozen=True, slots=True)
class QuestionnaireRow:
    """One version of a questionnaire that an office brought, as it is kept."""

    id: UUID
    unit: int
    instrument: str
    version: str
    state: str
    body: Any
    made_at: datetime

    @property
    def definition(self) -> Definition:
        """What it asks."""
        return read(self.body)


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """One survey. ``asked`` None: nobody knows how many were reached, because there is no frame."""

    id: UUID
    unit: int
    region: int
    lo: int
    hi: int
    title: str
    audience: str
    modes: tuple[str, ...]
    opens_on: date
    closes_on: date
    evaluator: int | None
    by_pseudonym: bool
    instrument: str
    version: str
    body: Any
    confidence: float | None
    error: float | None
    frame_on: date | None
    strata: tuple[Stratum, ...]
    announced: tuple[tuple[int, Announcement], ...]
    line: str
    logs: tuple[dict[str, Any], ...]
    address: str
    state: str
    made_at: datetime
    finished_at: datetime | None

    @property
    def definition(self) -> Definition:
        """The questionnaire as it was when the survey began."""
        return read(self.body)

    @property
    def asked(self) -> int | None:
        """How many were asked."""
        if self.audience != "register":
            return None
        return sum(stratum.asked for stratum in self.strata)

    @property
    def sizes(self) -> dict[int, int]:
        """People of each stratum; none without a frame."""
        return {stratum.region: stratum.size for stratum in self.strata}

    @property
    def is_finished(self) -> bool:
        """Whether nothing comes in any more."""
        return self.state == State.FINISHED


def questionnaire_row(row: Questionnaire) -> QuestionnaireRow:
    """The frozen value of a row."""
    return QuestionnaireRow(row.id, row.unit, row.instrument, row.version, row.state, row.body, row.made_at)


def campaign_row(row: Campaign) -> CampaignRow:
    """The frozen value of a row."""
    return CampaignRow(
        id=row.id, unit=row.unit, region=row.region, lo=row.lo, hi=row.hi, title=row.title,
        audience=row.audience, modes=tuple(row.modes), opens_on=row.opens_on, closes_on=row.closes_on,
        evaluator=row.evaluator, by_pseudonym=row.by_pseudonym, instrument=row.instrument,
        version=row.version, body=row.body, confidence=row.confidence, error=row.error,
        frame_on=row.frame_on, strata=tuple(Stratum(*one) for one in row.strata),
        announced=tuple(
            (
                one["stratum"],
                Announcement(one["draw"], one["commitment"], tuple(one["population"]), one["pick"]),
            )
            for one in row.announced
        ),
        line=row.line, logs=tuple(row.logs), address=row.address, state=row.state, made_at=row.made_at,
        finished_at=row.finished_at,
    )  # fmt: skip
