"""Leave that was told: extended, ended by the return, and never an accusation."""

from guitu.domain.outlook.leave import current, leaves

from .book import day, entry


def of(*entries):
    events = {}
    for one in sorted(entries, key=lambda e: e.order):
        events.setdefault(one.kind, []).append(one)
    return events


def told(on, first, to):
    return entry("leave_report", on, **{"from": first, "to": to})


def test_a_return_ends_the_leave_that_began_last():
    found = leaves(
        of(
            told("2026-03-01", "2026-03-05", "2026-03-10"),
            entry("leave_return", "2026-03-09"),
            told("2026-04-01", "2026-04-05", "2026-04-20"),
        )
    )
    assert [(leave.back is not None, leave.days) for leave in found] == [(True, 4), (False, 15)]


def test_an_extension_moves_the_return_that_was_agreed():
    events = of(
        told("2026-03-01", "2026-03-05", "2026-03-10"), entry("leave_extend", "2026-03-08", to="2026-03-15")
    )
    leave = current(events)

    assert leave is not None
    assert (leave.extended, leave.is_away(day("2026-03-14").toordinal())) == (True, True)
    assert leave.should_be_back(day("2026-03-16").toordinal())


def test_a_return_from_before_the_leave_ends_nothing():
    assert (
        current(of(entry("leave_return", "2026-03-01"), told("2026-03-02", "2026-03-05", "2026-03-10")))
        is not None
    )


def test_who_is_back_is_on_no_leave():
    assert (
        current(of(told("2026-03-01", "2026-03-05", "2026-03-10"), entry("leave_return", "2026-03-10")))
        is None
    )
