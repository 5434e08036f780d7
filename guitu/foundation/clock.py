"""The only place that reads the clock. Everything below takes the time as an argument."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

BEIJING = ZoneInfo("Asia/Shanghai")

_fixed_day: date | None = None


def fix_today(day: date) -> None:
    """Pretend that today is ``day``, for this process: ``--on DATE`` on the command line, and demos."""
    global _fixed_day
    _fixed_day = day


def now() -> datetime:
    """The present moment, aware, in UTC; on a fixed day, that day with the clock's time of day."""
    moment = timezone.now()  # noqa: TID251 - this is the one reader
    if _fixed_day is None:
        return moment
    local = moment.astimezone(BEIJING)
    return datetime.combine(_fixed_day, local.time(), tzinfo=BEIJING).astimezone(UTC)


def today() -> date:
    """Today's civil date in China."""
    return _fixed_day or day_of(now())


def day_of(moment: datetime) -> date:
    """The civil date in China of an aware moment.

    01:00 on 3 March in Beijing is still 2 March in UTC; comparing UTC dates would call a visit made
    that night "in the future".
    """
    return moment.astimezone(BEIJING).date()


def midnight(day: date) -> datetime:
    """The aware moment at which ``day`` begins in China."""
    return datetime.combine(day, time.min, tzinfo=BEIJING)
