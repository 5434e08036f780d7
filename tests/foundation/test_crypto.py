"""What is sealed opens again, in its place only; keys are made once, moved, rotated and destroyed."""

import hashlib
from functools import partial
from uuid import UUID, uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from guitu.domain.kernel.errors import DomainError
from guitu.foundation.authorization import door
from guitu.foundation.authorization.signing import signed
from guitu.foundation.crypto import blind, files, installation, kek, keys, rotation, suites
from guitu.foundation.crypto.models import DataKey
from tests.world import World, in_aftercare

PLACE = b"people_person.name"
UNIT = 430102001000001


def unhex(text: str) -> bytes:
    return bytes.fromhex(text.replace(" ", ""))


# RFC 8998, appendix A.1
SM4 = {
    "key": unhex("0123456789ABCDEFFEDCBA9876543210"),
    "nonce": unhex("00001234567800000000ABCD"),
    "text": unhex(
        "AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD"
        "EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA"
    ),
    "bound": unhex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2"),
    "sealed": unhex(
        "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
        "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D"
        "83DE3541E4C2B58177E065A9BF7B62EC"
    ),
}
# McGrew and Viega, "The Galois/Counter Mode of Operation", test case 16
AES = {
    "key": unhex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"),
    "nonce": unhex("cafebabefacedbaddecaf888"),
    "text": unhex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    ),
    "bound": unhex("feedfacedeadbeeffeedfacedeadbeefabaddad2"),
    "sealed": unhex(
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b"
    ),
}


@pytest.mark.parametrize(("name", "vector"), [("aes", AES), ("sm4", SM4)])
def test_the_suites_are_those_of_the_published_vectors(name: str, vector: dict, monkeypatch) -> None:
    suite = suites.SUITES[name]
    stored = suite.mark + vector["nonce"] + vector["sealed"]
    monkeypatch.setattr(suites, "urandom", lambda _count: vector["nonce"])

    assert suite(vector["key"]).seal(vector["text"], vector["bound"]) == stored
    assert suite(vector["key"]).open(stored, vector["bound"]) == vector["text"]


def test_sm3_is_the_published_one() -> None:
    # GB/T 32905-2016, example 1
    digest = hashlib.new("sm3", b"abc").hexdigest()
    assert digest == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


@pytest.mark.parametrize("name", suites.SUITES)
@trials(derandomize=True, max_examples=40)
@given(
    text=st.binary(max_size=200), bound=st.binary(max_size=80), at=st.integers(0, 400), bit=st.integers(0, 7)
)
def test_one_changed_bit_anywhere_is_noticed(name: str, text: bytes, bound: bytes, at: int, bit: int) -> None:
    cipher = suites.SUITES[name](suites.new_key(name))
    sealed = cipher.seal(text, bound)
    changed = bytearray(sealed)
    changed[at % len(sealed)] ^= 1 << bit

    assert cipher.open(sealed, bound) == text
    for damaged, told in (
        (bytes(changed), bound),
        (sealed[:-1], bound),
        (sealed, bound + b"x"),
        (sealed[: at % len(sealed)], bound),  # cut short anywhere, inside the nonce as well
    ):
        with pytest.raises(DomainError, match=r"secret\.damaged"):
            cipher.open(damaged, told)


def rung(person: UUID, *compartments: str) -> keys.Ring:
    return keys.ring_to_write([(person, c) for c in compartments], {person: UNIT})


@pytest.fixture
def person(world: World) -> UUID:
    return in_aftercare(world.station).person


@pytest.mark.django_db
def test_what_is_sealed_opens_in_its_own_place_only(person: UUID) -> None:
    row, other = uuid4(), uuid4()
    rung(other, "casework")
    sealed = rung(person, "casework").seal(person, "casework", PLACE, row, "王小明")
    ring = keys.ring([person, other])

    assert "王小明".encode() not in sealed
    assert ring.open(person, "casework", PLACE, row, sealed) == "王小明"
    elsewhere = [
        (person, "casework", PLACE, uuid4()),  # another row
        (person, "casework", b"people_person.citizen_id", row),  # another column
        (other, "casework", PLACE, row),  # another person
        (person, "existence", PLACE, row),  # another compartment
    ]
    for place in elsewhere:
        with pytest.raises(DomainError, match=r"secret\.damaged"):
            ring.open(*place, sealed)


@pytest.mark.django_db
def test_a_wrapped_key_serves_nobody_else(person: UUID) -> None:
    other = uuid4()
    rung(other, "casework")
    mine = DataKey.objects.get(person_id=person, compartment="existence")
    DataKey.objects.filter(person_id=other).update(wrapped=mine.wrapped, kek=mine.kek)

    with pytest.raises(DomainError, match=r"secret\.damaged"):
        keys.ring([other]).key(other, "casework")


@pytest.mark.django_db
def test_a_key_is_made_when_something_is_first_written(person: UUID, django_assert_num_queries) -> None:
    def there() -> set[str]:
        return set(DataKey.objects.filter(person_id=person).values_list("compartment", flat=True))

    assert there() == {"existence"}
    with django_assert_num_queries(1):  # and one that goes past Django, in binary form
        rung(person, "casework", "existence")
    assert there() == {"existence", "casework"}
    with django_assert_num_queries(1):
        rung(person, "casework", "existence")
    with django_assert_num_queries(0):
        assert keys.ring([]).key(person, "casework") is None


@pytest.mark.django_db
def test_the_slower_of_two_writers_takes_the_quickers_key(person: UUID) -> None:
    slow = keys.Ring()
    slow.make([(person, "casework")], suite="aes", by=kek.store().current())
    sealed = rung(person, "casework").seal(person, "casework", PLACE, person, "先写的")

    assert not slow.store({person: UNIT})
    assert rung(person, "casework").open(person, "casework", PLACE, person, sealed) == "先写的"


@pytest.mark.django_db
def test_both_suites_are_read_side_by_side(person: UUID, settings) -> None:
    first = rung(person, "casework").seal(person, "casework", PLACE, person, "一")
    settings.GUITU_CIPHER = "sm4"
    second = rung(person, "orders").seal(person, "orders", PLACE, person, "二")
    common = installation.seal(b"three", b"place")
    settings.GUITU_CIPHER = "aes"

    ring = keys.ring([person])
    assert (first[1:2], second[1:2], common[1:2]) == (b"a", b"s", b"s")
    assert ring.open(person, "casework", PLACE, person, first) == "一"
    assert ring.open(person, "orders", PLACE, person, second) == "二"
    assert installation.unseal(common, b"place") == b"three"
    with pytest.raises(DomainError, match=r"secret\.damaged"):
        installation.unseal(common, b"elsewhere")


@pytest.mark.django_db
def test_whom_row_level_security_hides_the_ring_does_not_hold(person: UUID, world: World) -> None:
    sealed = rung(person, "psychological").seal(person, "psychological", PLACE, person, "只给咨询师")

    with transaction.atomic(), door.open_for(world.mo):
        assert (person, "existence") not in keys.ring([person])
    with transaction.atomic(), door.open_for(world.lin):
        ring = keys.ring([person])
        assert ring.open(person, "psychological", PLACE, person, sealed) is None
        assert ring.key(person, "existence") is not None
        with pytest.raises(DomainError, match=r"key\.not-open"):
            ring.seal(person, "psychological", PLACE, person, "不该写")


@pytest.mark.django_db
def test_a_wrapped_key_never_lies_beside_its_own_wrapper(person: UUID) -> None:
    row = DataKey.objects.get(person_id=person, compartment="existence")
    assert row.kek == kek.store().current()
    assert (files.folder() / row.kek).stat().st_mode & 0o077 == 0
    assert len(bytes(row.wrapped)) == suites.OVERHEAD + 32


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("suite", ["sm4", "aes"])
def test_rotation_wraps_everything_anew_and_leaves_what_is_sealed(suite: str, monkeypatch) -> None:
    monkeypatch.setattr(rotation, "AT_ONCE", 7)
    persons = [uuid4() for _ in range(20)]
    with transaction.atomic():
        ring = keys.ring_to_write([(p, "casework") for p in persons], dict.fromkeys(persons, UNIT))
    sealed = {p: ring.seal(p, "casework", PLACE, p, f"第{n}人") for n, p in enumerate(persons)}
    common = installation.seal(b"name", b"place")
    before = kek.store().current()

    done = rotation.rotate(suite=suite)

    assert (done.keys, done.resumed, done.kek) == (20, False, kek.store().current())
    assert done.kek != before
    assert set(DataKey.objects.values_list("kek", flat=True)) == {done.kek}
    found = keys.ring(persons)
    assert [found.open(p, "casework", PLACE, p, sealed[p]) for p in persons] == [
        f"第{n}人" for n in range(20)
    ]
    assert installation.unseal(common, b"place") == b"name"


@pytest.mark.django_db(transaction=True)
def test_a_rotation_cut_short_is_readable_and_goes_on(monkeypatch) -> None:
    monkeypatch.setattr(rotation, "AT_ONCE", 5)
    persons = [uuid4() for _ in range(12)]
    with transaction.atomic():
        ring = keys.ring_to_write([(p, "casework") for p in persons], dict.fromkeys(persons, UNIT))
    sealed = ring.seal(persons[-1], "casework", PLACE, persons[-1], "在")

    class KilledError(Exception):
        pass

    def kill(_count: int) -> None:
        raise KilledError

    with pytest.raises(KilledError):
        rotation.rotate(suite="aes", progress=kill)
    assert rotation.is_unfinished()
    assert rotation.drop_unused() == ()
    found = keys.ring(persons)
    assert all(found.key(p, "casework") for p in persons)

    done = rotation.rotate(suite="aes")

    assert (done.keys, done.resumed) == (7, True)
    assert keys.ring(persons).open(persons[-1], "casework", PLACE, persons[-1], sealed) == "在"
    assert not rotation.is_unfinished()


@pytest.mark.django_db(transaction=True)
def test_what_a_long_import_writes_meanwhile_is_rotated_before_the_older_key_goes(monkeypatch) -> None:
    slow, quick = uuid4(), uuid4()
    with transaction.atomic():
        rung(quick, "casework")
    before = kek.store().current()
    wrapped = kek.store().cipher(before).seal(suites.new_key("aes"), keys.bound_to(slow, "casework"))
    waited = []
    with psycopg.connect(**connection.get_connection_params()) as importing:
        context = signed(
            door.system_context(), key=settings.DOOR_KEY, pid=importing.info.backend_pid, seconds=60
        )
        importing.execute("select set_config('guitu.ctx', %s, true)", [context])
        importing.execute(
            "insert into crypto_datakey (person_id, compartment, held_by, suite, kek, wrapped)"
            " values (%s, 'casework', %s, 'aes', %s, %s)",
            [slow, UNIT, before, wrapped],
        )
        monkeypatch.setattr(rotation, "sleep", lambda _: (waited.append(1), importing.commit()))

        done = rotation.rotate(suite="aes")
        gone = rotation.drop_unused()

    assert waited
    assert done.keys >= 2
    assert before in gone
    assert keys.ring([slow]).key(slow, "casework") is not None


def test_two_rotations_at_once_are_one_too_many() -> None:
    with files.alone("rotation"):
        for act in (partial(rotation.rotate, suite="aes"), rotation.drop_unused):
            with pytest.raises(DomainError, match=r"key\.busy"):
                act()
    with files.alone("rotation"):
        pass


@pytest.mark.django_db
def test_without_its_file_nothing_of_a_key_is_guessed(person: UUID) -> None:
    DataKey.objects.filter(person_id=person).update(kek="kek-999")
    with pytest.raises(DomainError, match=r"key\.kek-missing"):
        keys.ring([person]).key(person, "existence")


def test_look_up_values_are_equal_for_equal_texts_of_one_kind_only() -> None:
    assert blind.token("name", "王小明") == blind.token("name", "王小明")
    tokens = {blind.token(kind, text) for kind in ("name", "part") for text in ("王小明", "王小")}
    assert len(tokens) == 4
    assert {len(token) for token in tokens} == {16}
    assert len(blind.unique("citizen-id", "x")) == 32


def test_the_hash_of_look_up_values_stays_the_installations(settings) -> None:
    before = blind.token("name", "王小明")
    settings.GUITU_CIPHER = "sm4"
    blind._hash.cache_clear()

    assert blind.token("name", "王小明") == before
    assert (files.folder() / "index-hash").read_text().strip() == "sha256"


def test_a_module_that_is_not_there_is_refused_with_a_sentence() -> None:
    from guitu.foundation.crypto.pkcs11 import Module

    with pytest.raises(DomainError, match=r"key\.module-missing"):
        Module("libsofthsm2.so", settings.GUITU_PKCS11_TOKEN)
