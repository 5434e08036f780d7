"""Writing the directory. Whether somebody may is the callers' question."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from guitu.casework.directory.models import Service
from guitu.casework.directory.queries import ServiceRow
from guitu.casework.directory.translate import found_by
from guitu.domain.directory import hours
from guitu.domain.directory.page import Page
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.organisations.queries import unit_names


def add(service_id: UUID, page: Page, *, kept_by: int, by: UUID, on: date, at: datetime) -> bool:
    """A new service under this id, verified today; False where the id is there already (a form sent twice).

    Raises:
        DomainError: "service.name-taken": the unit keeps one of this kind and name already.
    """
    if Service.objects.filter(id=service_id).exists():
        return False
    row = Service(id=service_id, kept_by=kept_by, verified_on=on, verified_by=by, changed_at=at)
    _save(row, page, force_insert=True)
    return True


def change(row: ServiceRow, page: Page, *, by: UUID, on: date, at: datetime) -> None:
    """The page as it is from now on, verified today. What was referred meanwhile keeps the name it had.

    Raises:
        DomainError: "service.changed-meanwhile": somebody else wrote since ``row`` was read;
            "service.name-taken".
    """
    found = Service.objects.select_for_update().filter(id=row.id, changed_at=row.changed_at).first()
    if found is None:
        raise DomainError("service.changed-meanwhile")
    found.verified_on, found.verified_by, found.changed_at = on, by, at
    if page.capacity is not None and found.free_places is not None and found.free_places > page.capacity:
        found.free_places = page.capacity
    _save(found, page)


def _save(row: Service, page: Page, **how: Any) -> None:
    provider = page.organisation or unit_names([page.unit or 0]).get(page.unit or 0, "")
    plain = (
        "kind", "name", "unit", "organisation", "contact", "phone", "address", "place", "area", "capacity",
        "on_holidays", "cost", "cost_words", "terms",
    )  # fmt: skip
    for name in plain:
        setattr(row, name, getattr(page, name))
    row.hours = hours.write(hours.read(page.hours))
    row.referrers, row.documents = list(page.referrers), list(page.documents)
    row.search = found_by(kind=page.kind, name=page.name, provider=provider, address=page.address)
    try:
        with transaction.atomic():
            row.save(**how)
    except IntegrityError as error:
        if "service_once" in str(error):
            raise DomainError("service.name-taken", field="name") from None
        raise


def verify(service_id: UUID, *, by: UUID, on: date) -> None:
    """Somebody looked, and it is still so."""
    Service.objects.filter(id=service_id).update(verified_on=on, verified_by=by)


def set_free_places(service_id: UUID, free: int | None, *, on: date) -> None:
    """How many places are free on that day; None: not known."""
    Service.objects.filter(id=service_id).update(free_places=free, free_on=None if free is None else on)


def close(service_id: UUID, *, words: str, on: date) -> None:
    """No new referrals from now on; those that are open go on."""
    Service.objects.filter(id=service_id, closed_on__isnull=True).update(closed_on=on, closed_words=words)


def reopen(service_id: UUID) -> None:
    """It takes referrals again."""
    Service.objects.filter(id=service_id).update(closed_on=None, closed_words="")


def hold(service_id: UUID) -> None:
    """Let nobody else change the page until this transaction ends."""
    list(Service.objects.select_for_update().filter(id=service_id).values_list("id"))


def remove(service_id: UUID) -> None:
    """Take away a page that should not have been written; callers see to it that no referral is open."""
    Service.objects.filter(id=service_id).delete()
