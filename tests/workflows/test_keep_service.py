"""The directory: written where one answers for it, found by words, kind and area, never lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from guitu.casework.directory.queries import is_stale, may_keep, service, services, stale
from guitu.domain.directory.page import MOST_PLACES, Page
from guitu.domain.kernel.errors import DomainError
from guitu.foundation.ids import new_id
from guitu.workflows.keep_service import (
    add_service,
    change_service,
    close_service,
    reopen_service,
    tell_free_places,
    verify_service,
)
from guitu.workflows.refer import Written, end, write_down
from guitu.workflows.remove_service import remove_service
from tests.world import COUNTY, NOW, OTHER_COUNTY, OTHER_TOWN, PREFECTURE, TODAY, TOWN, in_aftercare, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=200)


def page(**more):
    plain = {
        "kind": "counselling",
        "name": "心理辅导室",
        "place": TOWN,
        "area": TOWN,
        "organisation": "向阳社工站",
    }
    return Page(**plain | more)


def added(by, **more):
    made = new_id()
    add_service(made, page(**more), by=by, at=NOW)
    return made


def refused(code, call, *args, **named):
    with pytest.raises(DomainError) as error:
        call(*args, **named)
    assert error.value.code == code
    return error.value.facts


def test_a_page_says_what_was_written(world):
    made = added(
        world.head, unit=world.station, organisation="", hours="周一至周五 8:30-12:00", cost=5000, capacity=8
    )
    row = service(world.lin, made)

    assert (row.provider, row.unit, row.cost, row.capacity) == ("林荫站", world.station, 5000, 8)
    assert len(row.hours) == 5
    assert (row.verified_on, row.verified_by, row.kept_by) == (TODAY, world.head.id, world.station)
    assert row.is_open


def test_the_same_form_sent_twice_writes_once(world):
    made = added(world.head)
    add_service(made, page(), by=world.head, at=NOW)

    assert len(services(world.head)) == 1


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"kind": "miracle"}, "service.kind"),
        ({"name": "  "}, "service.name"),
        ({"organisation": " "}, "service.giver"),
        ({"unit": 430102001000099}, "service.giver"),
        ({"organisation": "", "unit": 430102001000999}, "service.giver"),
        ({"area": OTHER_COUNTY}, "service.area"),
        ({"area": 999999999999}, "service.area"),
        ({"area": -1}, "service.place"),
        ({"place": 0}, "service.place"),
        ({"place": 123}, "service.place"),
        ({"place": 430199000000}, "service.place"),
        ({"capacity": -1}, "service.capacity"),
        ({"capacity": MOST_PLACES + 1}, "service.capacity"),
        ({"cost": -1}, "money.negative"),
        ({"cost": 10**15}, "money.too-much"),
        ({"referrers": ()}, "service.referrers"),
        ({"referrers": ("everybody",)}, "service.referrers"),
        ({"documents": ("blood",)}, "service.documents"),
        ({"hours": "上班时间"}, "hours.unreadable"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(world, more, code):
    facts = refused(code, add_service, new_id(), page(**more), by=world.head, at=NOW)

    assert facts["field"]
    assert services(world.head) == ()


def test_the_same_name_twice_in_one_unit_is_refused_and_in_two_is_not(world):
    added(world.head)
    refused("service.name-taken", add_service, new_id(), page(), by=world.head, at=NOW)
    added(world.admin, area=COUNTY)

    assert len(services(world.head)) == 2


def test_only_who_answers_for_a_page_changes_it(world):
    made = added(world.head)
    row = service(world.head, made)
    for stranger in (world.lin, world.social, world.partner, world.mo):
        assert not may_keep(stranger, row)
        with pytest.raises(PermissionDenied):
            add_service(new_id(), page(), by=stranger, at=NOW)
        for act in (
            lambda by: change_service(row, page(name="别的"), by=by, at=NOW),
            lambda by: verify_service(made, by=by, at=NOW),
            lambda by: tell_free_places(made, 1, by=by, at=NOW),
            lambda by: close_service(made, words="停办", by=by, at=NOW),
            lambda by: reopen_service(made, by=by, at=NOW),
        ):
            with pytest.raises(PermissionDenied):
                act(stranger)
    assert service(world.head, made) == row
    assert may_keep(world.admin, row)


def test_a_head_of_another_place_changes_nothing_here(world):
    row = service(world.head, added(world.head))
    other = replace(world.head, unit=world.other_station, lo=world.other_station, hi=world.other_station)

    assert not may_keep(other, row)
    with pytest.raises(PermissionDenied):
        close_service(row.id, words="停办", by=other, at=NOW)


def test_of_two_who_change_a_page_at_once_the_later_is_told(world):
    row = service(world.head, added(world.head))
    change_service(row, page(name="新名称"), by=world.head, at=NOW + timedelta(minutes=1))

    refused("service.changed-meanwhile", change_service, row, page(), by=world.head, at=LATER)
    assert service(world.head, row.id).name == "新名称"


def test_fewer_places_leave_no_more_free_than_there_are(world):
    made = added(world.head, capacity=8)
    tell_free_places(made, 6, by=world.head, at=NOW)
    change_service(service(world.head, made), page(capacity=4), by=world.head, at=LATER)

    assert service(world.head, made).free_places == 4


def test_free_places_are_told_with_their_day(world):
    made = added(world.head, capacity=8)
    for wrong in (-1, 9):
        refused("service.free-places", tell_free_places, made, wrong, by=world.head, at=NOW)
    tell_free_places(made, 3, by=world.head, at=NOW)
    assert (service(world.head, made).free_places, service(world.head, made).free_on) == (3, TODAY)
    tell_free_places(made, None, by=world.head, at=NOW)
    assert (service(world.head, made).free_places, service(world.head, made).free_on) == (None, None)


def test_closed_takes_no_referrals_but_is_still_there(world):
    made = added(world.head)
    refused("service.why-closed", close_service, made, words=" ", by=world.head, at=NOW)
    close_service(made, words="人员调整", by=world.head, at=NOW)

    assert services(world.head) == ()
    assert [row.id for row in services(world.head, closed=True)] == [made]
    assert service(world.lin, made).closed_words == "人员调整"
    reopen_service(made, by=world.head, at=NOW)
    assert [row.id for row in services(world.head)] == [made]


def test_removed_is_as_if_never_there(world):
    made = added(world.head)
    remove_service(made, by=world.head, at=NOW)

    refused("service.unknown", service, world.head, made)


def test_only_who_answers_for_a_page_removes_it(world):
    made = added(world.head)
    with pytest.raises(PermissionDenied):
        remove_service(made, by=world.lin, at=NOW)

    assert service(world.head, made).is_open


def test_a_service_where_somebody_waits_is_not_removed_but_can_be_closed(world):
    made = added(world.head, kind="relief_service", name="临时住处")
    case = in_aftercare(world.station, worker=world.lin.id)
    written = Written(help="relief", purpose="想申请临时住处", service=made)
    referral = write_down(person=case.person, written=written, by=world.lin, at=NOW)

    assert refused("service.referrals-open", remove_service, made, by=world.head, at=NOW)["open"] == 1
    close_service(made, words="停办", by=world.head, at=NOW)
    assert not service(world.head, made).is_open
    end(person=case.person, referral=referral, reason="other", by=world.lin, at=NOW)
    remove_service(made, by=world.head, at=NOW)
    refused("service.unknown", service, world.head, made)


@pytest.mark.parametrize(
    "text",
    [
        "心理",
        "辅导室",
        "向阳",
        "xinlifudao",
        "XLFD",
        "xysgz",
        "counselling",
        "Ｃｏｕｎｓｅｌｌｉｎｇ",
        "向阳 心理",
        "人民路",
        "",
    ],
)
def test_found_by_words_pinyin_initials_and_english(world, text):
    made = added(world.head, address="人民路 12 号")
    added(world.head, kind="legal_aid", name="法律窗口", organisation="某法援中心", address="人民路 12 号")

    found = services(world.head, text)
    assert made in [row.id for row in found]
    assert (len(found) == 1) == (text not in {"", "人民路"})


@pytest.mark.parametrize("text", ["住房", "%", "_", "' or 1=1 --", "心理 住房", "\x00", "x" * 5000])
def test_what_is_not_there_is_not_found(world, text):
    added(world.head)

    assert services(world.head, text) == () or not text.strip("\x00")


def test_the_nearest_come_first_and_what_serves_elsewhere_not_at_all(world):
    here = added(world.head, name="本街道")
    county = added(world.admin, name="本区", place=COUNTY, area=COUNTY)
    next_door = added(world.admin, name="邻街道办、管全区", place=OTHER_TOWN, area=COUNTY)
    city = added(world.admin, name="全市", place=PREFECTURE, area=PREFECTURE)
    elsewhere = added(world.admin, name="外区", place=OTHER_COUNTY, area=OTHER_COUNTY)
    nation = added(world.admin, name="全国热线", place=PREFECTURE, area=0)

    found = [row.id for row in services(world.head)]
    assert found[0] == here
    assert set(found[1:3]) == {county, next_door}
    assert found[3:] == [city, nation]
    assert elsewhere in [row.id for row in services(world.admin, area=PREFECTURE)]
    assert [row.id for row in services(world.head, area=OTHER_COUNTY)] == [elsewhere, city, nation]


def test_one_kind_alone(world):
    made = added(world.head)
    added(world.head, kind="legal_aid", name="法律窗口")

    assert [row.id for row in services(world.head, kind="counselling")] == [made]
    assert len(services(world.head)) == 2


def test_nobody_looked_for_half_a_year_is_stale_until_somebody_does(world):
    made = added(world.head)
    day = LATER.date()
    assert stale(world.head, today=TODAY) == ()
    assert [row.id for row in stale(world.head, today=day)] == [made]
    assert is_stale(service(world.head, made), today=day)
    refused("access.refused", stale, world.lin, today=day)

    verify_service(made, by=world.head, at=LATER)
    assert stale(world.head, today=day) == ()
