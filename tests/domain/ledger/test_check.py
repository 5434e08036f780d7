"""Whatever somebody does to a copy of the log is found, and the first bad position named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest

from guitu.domain.ledger.check import Batch
from guitu.domain.ledger.line import Line
from guitu.domain.ledger.tree import Frontier
from tests.domain.ledger.logs import BEGAN, a_log, checked, line, roots, seal, sha256

Edited = tuple[list[Batch], list[Line], int]  # batches, rows, the first bad position
Edit = Callable[[Random, list[Batch], list[Line]], Edited]


def changed(rng: Random, batches: list[Batch], lines: list[Line]) -> Edited:
    at = rng.randrange(len(lines))
    other = rng.choice(
        (
            {"subject": UUID(int=rng.getrandbits(128))},
            {"actor": None},
            {"at": lines[at].at + timedelta(microseconds=1)},
            {"purpose": "rights"},
            {"results": (lines[at].results or 0) + 1},
            {"unit": 430102001000002},
        )
    )
    return batches, [*lines[:at], replace(lines[at], **other), *lines[at + 1 :]], at


def deleted(rng: Random, batches: list[Batch], lines: list[Line]) -> Edited:
    at = rng.randrange(len(lines))
    return batches, lines[:at] + lines[at + 1 :], at


def reordered(rng: Random, batches: list[Batch], lines: list[Line]) -> Edited:
    one, two = sorted(rng.sample(range(len(lines)), 2))
    swapped = list(lines)
    swapped[one] = replace(lines[two], seq=lines[one].seq)
    swapped[two] = replace(lines[one], seq=lines[two].seq)
    return batches, swapped, one


def numbers_swapped_in_the_record(rng: Random, batches: list[Batch], lines: list[Line]) -> Edited:
    at = rng.choice([n for n, batch in enumerate(batches) if len(batch.lines) > 1])
    batch = batches[at]
    turned = replace(batch, lines=batch.lines[::-1], leaves=batch.leaves[::-1])
    first = batch.head.size - len(batch.lines)
    return [*batches[:at], turned, *batches[at + 1 :]], lines, first


def doubled(rng: Random, batches: list[Batch], lines: list[Line]) -> Edited:
    at = rng.randrange(len(lines))
    return batches, [*lines, replace(lines[at], id=UUID(int=rng.getrandbits(128)))], at


def sealed_anew(rng: Random, batches: list[Batch], lines: list[Line]) -> Edited:
    """By somebody who holds the log's key: one line changed, everything behind it sealed and signed again."""
    at = rng.randrange(len(batches))
    first = batches[at].head.size - len(batches[at].lines)
    where = rng.randrange(first, batches[at].head.size)
    forged = list(lines)
    forged[where] = replace(lines[where], purpose="rights")
    tree, again, size = Frontier(sha256), [], 0
    for batch in batches:
        some = forged[size : size + len(batch.lines)]
        again.append(seal(some, size, tree, batch.head.at))
        size += len(some)
    return again, forged, first


def cut_off(rng: Random, batches: list[Batch], lines: list[Line]) -> Edited:
    """The last rows and their heads are gone, as in a database taken back."""
    kept = batches[: rng.randrange(1, len(batches))]
    size = kept[-1].head.size
    return kept, lines[:size], size


def a_head_gone(rng: Random, batches: list[Batch], lines: list[Line]) -> Edited:
    at = rng.randrange(len(batches))
    first = batches[at].head.size - len(batches[at].lines)
    return batches[:at] + batches[at + 1 :], lines, first


def dated_back_and_sealed(rng: Random, batches: list[Batch], lines: list[Line]) -> Edited:
    """A false line with an old moment, put in today and sealed by the sealer like any other."""
    tree = Frontier(sha256)
    for batch in batches:
        for leaf in batch.leaves:
            tree.add(leaf)
    size, last = len(lines), batches[-1].head.at
    false = line(rng, size + 1, last - timedelta(seconds=rng.randint(20, 40)))
    return [*batches, seal([false], size, tree, last + timedelta(seconds=5))], [*lines, false], size


EDITS: tuple[Edit, ...] = (
    changed,
    deleted,
    reordered,
    numbers_swapped_in_the_record,
    doubled,
    sealed_anew,
    cut_off,
    a_head_gone,
    dated_back_and_sealed,
)


def found(seed: int) -> None:
    rng = Random(seed)  # noqa: S311 - not for secrets
    batches, lines = a_log(rng)
    edit = EDITS[seed % len(EDITS)]
    witnessed = roots(batches)

    edited, rows, first = edit(rng, list(batches), list(lines))

    done, _ = checked(edited, rows, witnessed)
    assert done.first is not None, (edit.__name__, seed)
    assert done.first.position == first, (edit.__name__, seed, done.first)


def test_an_honest_log_is_sound() -> None:
    for seed in range(20):
        batches, lines = a_log(Random(seed))  # noqa: S311 - as above
        assert checked(batches, lines, roots(batches)) == (checked(batches, lines, {})[0], [])
        assert checked(batches, lines, roots(batches))[0].faults == []


def test_random_edits_are_found_and_placed() -> None:
    for seed in range(60):
        found(seed)


@pytest.mark.full
def test_a_thousand_random_edits_are_found_and_placed() -> None:
    for seed in range(1000, 2000):
        found(seed)


def test_a_row_put_in_without_a_head_is_a_stray() -> None:
    rng = Random(3)  # noqa: S311 - as above
    batches, lines = a_log(rng)
    false = line(rng, 999, BEGAN + timedelta(seconds=1))

    assert checked(batches, [*lines, false], roots(batches))[1] == [999]


def test_a_row_that_waits_for_its_head_is_none() -> None:
    rng = Random(4)  # noqa: S311 - as above
    batches, lines = a_log(rng)
    fresh = line(rng, 999, batches[-1].head.at + timedelta(seconds=1))

    done, inserted = checked(batches, [*lines, fresh], roots(batches))
    assert (done.faults, inserted) == ([], [])


def test_a_head_that_the_log_did_not_sign_is_forged() -> None:
    batches, lines = a_log(Random(5))  # noqa: S311 - as above
    batches[3] = replace(batches[3], signature=b"no")

    done, _ = checked(batches, lines, {})
    assert done.first is not None
    assert done.first.kind == "forged"


def test_rows_that_were_kept_long_enough_may_be_gone_and_no_others() -> None:
    batches, lines = a_log(Random(6))  # noqa: S311 - as above
    later = BEGAN + timedelta(days=1100)

    assert checked(batches, [], roots(batches), now=later)[0].faults == []
    assert len(checked(batches, [], roots(batches), now=BEGAN)[0].faults) == len(lines)


def test_without_a_witness_a_log_sealed_anew_with_its_own_key_looks_sound() -> None:
    """Why the witness's key and store belong to somebody else."""
    rng = Random(8)  # noqa: S311 - as above
    batches, lines = a_log(rng)
    again, forged, _ = sealed_anew(rng, batches, lines)

    assert checked(again, forged, {})[0].faults == []
    assert checked(again, forged, roots(batches))[0].faults != []
