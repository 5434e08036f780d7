"""New ids: unique, rising, and as old as asked."""

from datetime import UTC, datetime

from guitu.domain.kernel.ids import moment_ms
from guitu.foundation.ids import new_id, new_ids


def test_ids_of_one_process_only_rise() -> None:
    made = [new_id() for _ in range(200)] + new_ids(5000) + [new_id()]

    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert all(value.version == 7 for value in made)


def test_an_id_may_be_as_old_as_what_it_names() -> None:
    at = datetime(2024, 5, 1, 8, tzinfo=UTC)

    first, second = new_id(at), new_id(at)

    assert moment_ms(first) == moment_ms(second) == int(at.timestamp() * 1000)
    assert first != second


def test_none_are_made_for_none() -> None:
    assert new_ids(0) == []
