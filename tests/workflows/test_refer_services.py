"""Somebody is referred to a service of the directory: its name is copied, it may close, it is not removed."""

import pytest
from django.core.exceptions import PermissionDenied

from guitu.casework.directory import commands as directory
from guitu.casework.directory.models import Service
from guitu.casework.referrals.queries import referrals_of
from guitu.domain.directory.page import Page
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.ids import new_id
from guitu.workflows import answer_referral, refer
from guitu.workflows.remove_service import remove_service
from tests.workflows.referring import case, give, seen, send, sent, state, write
from tests.world import COUNTY, NOW, TODAY, world

__all__ = ["case", "world"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def service(world):
    """A service of civil affairs, on a page that the head of the station keeps."""
    page = Page(
        kind="relief_service", name="临时住处", place=COUNTY, area=COUNTY, unit=world.partner.unit,
        referrers=("anyone",),
    )  # fmt: skip
    made = new_id()
    directory.add(made, page, kept_by=world.station, by=world.head.id, on=TODAY, at=NOW)
    return made


def test_a_referral_to_a_service_copies_its_name_and_outlives_its_closing(world, case, service):
    made = sent(world, case, service=service, unit=None)
    directory.close(service, words="搬迁", on=TODAY)

    (opened,) = answer_referral.for_partner(seen(world.partner), today=TODAY)
    assert (opened.referral, opened.seen.service) == (made, "临时住处")
    give(world, case, made, act="accept")
    with pytest.raises(DomainError, match=r"referral\.service-closed"):
        write(world, case, service=service, unit=None)


def test_a_service_that_takes_people_on_from_others_is_sent_by_them_and_not_by_us(world, case, service):
    Service.objects.filter(id=service).update(referrers=["unit_head"])
    made = write(world, case, service=service, unit=None)  # whoever it is may prepare it
    with pytest.raises(DomainError, match=r"referral\.service-referrer"):
        send(world, case, made)
    assert state(made) == "draft"
    send(world, case, made, by=world.head)
    assert state(made) == "sent"


def test_a_draft_to_a_service_that_closed_or_went_is_not_sent_and_stays(world, case, service):
    made = write(world, case, service=service, unit=None)
    directory.close(service, words="搬迁", on=TODAY)
    with pytest.raises(DomainError, match=r"referral\.service-closed"):
        send(world, case, made)
    directory.remove(service)
    with pytest.raises(DomainError, match=r"referral\.service-gone"):
        send(world, case, made)
    assert state(made) == "draft"


def test_a_service_is_not_removed_while_a_referral_to_it_waits(world, case, service):
    made = sent(world, case, service=service, unit=None)
    with pytest.raises(DomainError, match=r"service\.referrals-open"):
        remove_service(service, by=world.head, at=NOW)
    with pytest.raises(PermissionDenied):
        remove_service(service, by=world.mo, at=NOW)
    refer.end(person=case.person, referral=made, reason="helped_elsewhere", by=world.lin, at=NOW)
    remove_service(service, by=world.head, at=NOW)
    who = case.seen_by(world.lin)
    assert referrals_of(who)[0].words.service == "临时住处"
