"""What an injected statement cannot give the account whose request it rides on: more, at the next request.

Roles and units, passwords and factors, links, sign-ins, stand-ins, proposals, openings and units: each is
tried as ``guitu_app`` under everybody's own signed context, under none, and under what a page opens for
counting. Who may is named beside each; that the screens still can, the tests of the screens show.
"""

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from guitu.domain.access import Role
from guitu.foundation.accounts.commands import create_account
from guitu.foundation.authorization import guards
from guitu.foundation.authorization.door import _NOBODY_REACH
from guitu.foundation.authorization.signing import Context, signed
from tests.access.test_attacks import ask, good, told
from tests.world import NOW, PASSWORD, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db

# columns of what is written
_ACCOUNT = (
    "insert into accounts_account (id, username, display_name, role, unit_id, password, is_active,"
    " must_change_password, created_at) values (gen_random_uuid(), 'more', 'more', 'unit_head', %(bureau)s,"
    " '', true, false, now())"
)
_FACTOR = "insert into mfa_authenticator (user_id, type, data, created_at)"
_LINK = (
    "insert into socialaccount_socialaccount (user_id, provider, uid, last_login, date_joined, extra_data)"
)
_SIGN_IN = (
    "insert into accounts_signin (id, account_id, device, label, address, method, began_at, seen_at,"
    " proved_at, ended_why, ended_at) select gen_random_uuid(), {}, '', '', '', 'totp', now(), now(),"
    " now(), '', e from unnest(array[null, now()]) e"
)
_STAND_IN = (
    "insert into accounts_standin (id, account_id, stand_in_id, from_on, until_on, named_by_id, named_at)"
    " select gen_random_uuid(), {}, '2026-03-02', '2026-03-02', {}, now()"
)
_PROPOSAL = "insert into accounts_proposal (id, account_id, kind, role, by_id, at, confirmed{}) values"
_OPENING = (
    "insert into records_opening (id, key, basis, document, silence, hours, asked_at, asked_by, reader,"
    " first, second, state) values (gen_random_uuid(), '', 'court_order', '1', '', {}, now(), {},"
    " %(officer)s, {}, 'asked')"
)
_EXPORT = (
    "insert into exports_request (id, form, columns, plain, kind, whose, purpose, rows, asked_role,"
    " asked_unit, asked_at, decided_role, failure, state, asked_by, decided_by, decided_at)"
    " values (gen_random_uuid(), 'csv', '[]', '[\"name\"]', '', 'unit', 'own_list', 60, 'doctor', 1,"
    " now(), '', '', {})"
)
_AGREED = "update accounts_proposal set decided_by_id = {}, decided_at = now(), confirmed = true"

# what is tried on rows that are there: the statement, and who may
TRIED = {
    "another role": ("update accounts_account set role = 'unit_head' where id = %(mo)s", {"admin"}),
    "a role of one's own": (
        "update accounts_account set role = case role when 'unit_head' then 'doctor' else 'unit_head' end"
        " where id = %(me)s",
        set(),
    ),
    "another unit": ("update accounts_account set unit_id = %(bureau)s where id = %(mo)s", {"admin"}),
    "a unit of one's own": (
        "update accounts_account set unit_id = %(centre)s + 500 where id = %(me)s",
        {"admin"},
    ),
    "somebody switched on again": (
        "update accounts_account set is_active = true where id = %(away)s",
        {"admin"},
    ),
    "another name to sign in with": (
        "update accounts_account set username = 'x' where id = %(mo)s",
        {"admin"},
    ),
    "somebody else's password": ("update accounts_account set password = '' where id = %(mo)s", {"admin"}),
    "one's own password from a page": (
        "update accounts_account set password = '' where id = %(me)s",
        {"admin"},
    ),
    "a first password for longer": (
        "update accounts_account set initial_until = now() where id = %(me)s",
        {"admin"},
    ),
    "an account more": (
        _ACCOUNT,
        {"admin"},
    ),
    "an account fewer": ("delete from accounts_account where id = %(away)s", set()),
    "a factor for oneself from a page": (
        _FACTOR + " values (%(me)s, 'totp', '{}', now())",
        set(),
    ),
    "a factor for somebody else": (
        _FACTOR + " values (%(mo)s, 'webauthn', '{}', now())",
        set(),
    ),
    "somebody's factor known": ("update mfa_authenticator set data = '{}' where user_id = %(lin)s", set()),
    "a factor turned to oneself": (
        "update mfa_authenticator set user_id = %(me)s where user_id = %(lin)s",
        set(),
    ),
    "somebody's factor taken off by one": (
        "delete from mfa_authenticator where user_id = %(lin)s",
        set(),
    ),
    "the agency's word for oneself": (
        _LINK + " values (%(me)s, 'agency', 'x', now(), now(), '{}')",
        set(),
    ),
    "one's own link to somebody else": (
        "update socialaccount_socialaccount set user_id = %(mo)s",
        set(),
    ),
    "a provider of one's own": (
        "insert into socialaccount_socialapp (provider, name, client_id, key, provider_id, settings, secret)"
        " values ('openid_connect', 'x', 'x', '', 'agency', '{}', '')",
        set(),
    ),
    "a sign-in as somebody else": (
        _SIGN_IN.format("%(mo)s"),
        set(),
    ),
    "a fresh proof": (
        "update accounts_signin set proved_at = '2026-03-02' where account_id = %(lin)s",
        set(),
    ),
    "somebody else's sign-in": (
        "update accounts_signin set account_id = %(me)s where account_id <> %(me)s",
        set(),
    ),
    "another browser for a sign-in": ("update accounts_signin set device = 'x'", set()),
    "a sign-in that is over": (
        "update accounts_signin set ended_at = null where ended_at is not null",
        set(),
    ),
    "a stand-in": (
        _STAND_IN.format("%(lin)s, %(away)s", "%(me)s"),
        {"admin", "head"},
    ),
    "oneself as stand-in": (
        _STAND_IN.format("%(lin)s, %(me)s", "%(admin)s") + " where %(lin)s <> %(me)s",
        set(),
    ),
    "a stand-in of another unit": (
        _STAND_IN.format("%(lin)s, %(mo)s", "%(me)s"),
        set(),
    ),
    "a stand-in in another's name": (
        _STAND_IN.format("%(lin)s, %(away)s", "%(gate)s"),
        set(),
    ),
    "a stand-in for longer": ("update accounts_standin set until_on = until_on + 400", set()),
    "a stand-in ended": ("delete from accounts_standin", {"admin", "head"}),
    "an administrator proposed": (
        _PROPOSAL.format("")
        + " (gen_random_uuid(), %(mo)s, 'admin_role', 'security_admin', %(me)s, now(), false)",
        {"admin"},
    ),
    "a proposal in another's name": (
        _PROPOSAL.format("")
        + " (gen_random_uuid(), %(mo)s, 'admin_role', 'audit_admin', %(gate)s, now(), false)",
        set(),
    ),
    "a proposal confirmed from the start": (
        _PROPOSAL.format(", decided_by_id, decided_at")
        + " (gen_random_uuid(), %(mo)s, 'admin_role', 'audit_admin', %(gate)s, now(), true,"
        " %(admin)s, now())",
        set(),
    ),
    "factors off, confirmed": (
        _AGREED.format("%(me)s") + " where kind = 'factors_off'",
        {"head", "security"},
    ),
    "factors off, confirmed in another's name": (
        _AGREED.format("%(gate)s") + " where kind = 'factors_off'",
        set(),
    ),
    "a proposal about somebody else": (
        "update accounts_proposal set account_id = %(mo)s, decided_by_id = %(me)s, decided_at = now(),"
        " confirmed = true where kind = 'factors_off'",
        set(),
    ),
    "an administrator confirmed": (
        _AGREED.format("%(me)s") + " where kind = 'admin_role'",
        {"security", "auditor"},  # the system administrator has proposed it
    ),
    "a proposal gone": ("delete from accounts_proposal", {"admin"}),
    "an opening asked for": (
        _OPENING.format(24, "%(me)s", "%(head)s, %(guardian)s"),
        {"officer", "legal"},  # the head is one of those who agree
    ),
    "an opening asked for by somebody else": (
        _OPENING.format(24, "%(gate)s", "%(head)s, %(guardian)s"),
        set(),
    ),
    "an opening that two of one unit agree to": (
        _OPENING.format(24, "%(me)s", "%(guardian)s, %(admin)s"),
        set(),
    ),
    "an opening asked for for a month": (
        _OPENING.format(720, "%(me)s", "%(head)s, %(guardian)s"),
        set(),
    ),
    "an opening for longer": ("update records_opening set hours = 720", set()),
    "an opening agreed to by the first": ("update records_opening set first_at = now()", {"head"}),
    "an opening agreed to by both at once": (
        "update records_opening set first_at = now(), second_at = now()",
        set(),
    ),
    "an opening open": ("update records_opening set state = 'open', until = now()", set()),
    "another reader": ("update records_opening set reader = %(me)s where reader <> %(me)s", set()),
    "an opening gone": ("delete from records_opening", set()),
    "an export asked for": (_EXPORT.format("'asked', %(me)s, null, null"), {"head", "lin", "mo", "worker"}),
    "an export in another's name": (_EXPORT.format("'asked', %(gate)s, null, null"), set()),
    "an export agreed to from the start": (
        _EXPORT.format("'approved', %(me)s, %(gate)s, now()"),
        set(),
    ),
    "somebody else's export": (
        "update exports_request set asked_by = %(me)s where asked_by <> %(me)s",
        set(),
    ),
    "an export of more": ("update exports_request set plain = '[]'", set()),
    "an export agreed to": (
        "update exports_request set state = 'approved', decided_by = %(me)s, decided_at = now()",
        {"head", "guardian"},
    ),
    "an export agreed to in another's name": (
        "update exports_request set state = 'approved', decided_by = %(gate)s, decided_at = now()",
        set(),
    ),
    "a unit that looks further": (
        "update organisations_unit set type = 'bureau' where number = %(station)s",
        {"admin"},
    ),
    "a unit responsible for more": (
        "insert into organisations_unitregion (unit_id, region_id) values (%(station)s, 430000000000)",
        {"admin"},
    ),
    "a region elsewhere": ("update organisations_region set parent = null", set()),
}


@pytest.fixture
def names(world):
    """What the statements name: rows of every kind, made by the system."""
    away = create_account(
        username="away", display_name="远", role=Role.POSTED_OFFICER, unit=world.station, password=PASSWORD,
        by=None, at=NOW,
    )  # fmt: skip
    named = {
        **{name: getattr(world, name).id for name in ("lin", "mo", "head", "admin", "gate", "guardian")},
        "station": world.station,
        "bureau": world.bureau,
        "centre": world.centre,
        "away": away,
        "legal": world.legal.id,
        "officer": world.officer.id,
        "worker": world.worker.id,
    }
    for words in (
        "update accounts_account set is_active = false where id = %(away)s",
        "insert into organisations_unit (number, type, name, region_id, parent_id, address, phone,"
        " opening_days, is_active) select number + 500, type, name, region_id, parent_id, address, phone,"
        " opening_days, true from organisations_unit where number = %(centre)s",
        _FACTOR + " values (%(lin)s, 'totp', '{}', now())",
        _LINK + " values (%(lin)s, 'agency', 'lin', now(), now(), '{}')",
        _SIGN_IN.format("%(lin)s"),
        _STAND_IN.format("%(away)s, %(lin)s", "%(head)s"),
        _PROPOSAL.format("") + " (gen_random_uuid(), %(lin)s, 'factors_off', '', %(admin)s, now(), false),"
        " (gen_random_uuid(), %(mo)s, 'admin_role', 'sys_admin', %(admin)s, now(), false)",
        _OPENING.format(24, "%(officer)s", "%(head)s, %(guardian)s"),
        _EXPORT.format("'asked', %(worker)s, null, null"),
    ):
        with connection.cursor() as cursor:
            cursor.execute(words, named)
    return named


def context(account, role, *, seconds=30):
    """A text that says this, and reaches nobody."""
    return signed(
        Context(account, role, _NOBODY_REACH),
        key=settings.DOOR_KEY,
        pid=connection.connection.info.backend_pid,
        seconds=seconds,
    )


def writes(words, named):
    """Whether the database takes the statement; taken back either way."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(words, named)
            taken = cursor.rowcount
            transaction.set_rollback(True)
    except DatabaseError as error:
        cause = error.__cause__
        two_people = getattr(cause, "diag", None) and cause.diag.constraint_name == "proposal_two_people"
        assert two_people or isinstance(cause, psycopg.errors.InsufficientPrivilege), cause
        return False
    return taken > 0


@pytest.mark.parametrize("tried", TRIED)
def test_only_whose_work_it_is_writes_what_gives_an_account_more(world, names, tried):
    words, may = TRIED[tried]
    cast = {name: getattr(world, name) for name in world.__dataclass_fields__}
    cast = {name: viewer for name, viewer in cast.items() if hasattr(viewer, "role")}
    assert may <= cast.keys()

    took = set()
    for name, viewer in cast.items():
        with told(good(viewer)):
            if writes(words, {**names, "me": viewer.id}):
                took.add(name)

    assert took == may


@pytest.mark.parametrize("tried", TRIED)
def test_neither_nobody_nor_a_figure_nor_a_late_text_writes_it(world, names, tried):
    words, _ = TRIED[tried]
    assert writes(words, {**names, "me": world.guardian.id})  # by the system: nothing else is wrong with it
    for text in (
        "",
        "junk",
        context(world.admin.id, "counting"),
        context(world.admin.id, "system"),
        context(None, "sys_admin"),
        context(world.guardian.id, guards.OWN, seconds=-1),
    ):
        with told(text):
            assert not writes(words, {**names, "me": world.guardian.id}), text


OWN = {
    "password": "update accounts_account set password = 'x' where id = %(who)s",
    "a factor made": (_FACTOR + " values (%(who)s, 'webauthn', '{}', now())"),
    "a factor used": "update mfa_authenticator set last_used_at = now() where user_id = %(who)s",
    "a factor taken off": "delete from mfa_authenticator where user_id = %(who)s",
    "a link": (_LINK + " values (%(who)s, 'agency', 'who', now(), now(), '{}')"),
    "a sign-in": (_SIGN_IN.format("%(who)s")),
    "a fresh proof": "update accounts_signin set proved_at = '2026-03-02' where account_id = %(who)s",
    "a wish": (
        "insert into accounts_proposal (id, account_id, kind, role, at, confirmed)"
        " values (gen_random_uuid(), %(who)s, 'role_wish', 'doctor', now(), false)"
    ),
}


@pytest.mark.parametrize("words", OWN.values(), ids=OWN)
def test_an_accounts_own_proofs_are_its_own_alone(world, names, words):
    with told(context(world.lin.id, guards.OWN)):
        assert writes(words, {"who": world.lin.id})
    with told(context(world.mo.id, guards.OWN)):
        assert not writes(words, {"who": world.lin.id})


def test_a_sign_in_is_ended_by_whoever_leaves_it_and_stays_so(world, names):
    """Ending gives nobody more; it is written before and after anybody is known."""
    end = "update accounts_signin set ended_at = now(), ended_why = 'out' where ended_at is null"
    for text in ("", good(world.lin), context(world.mo.id, guards.OWN)):
        with told(text):
            assert writes(end, names), text


def test_giving_proofs_opens_no_role_and_nobody(world, names):
    with told(context(world.lin.id, guards.OWN)):
        assert not writes("update accounts_account set role = 'unit_head' where id = %(lin)s", names)
        assert not writes("update accounts_account set unit_id = %(bureau)s where id = %(lin)s", names)
        assert ask("select count(*) from people_person") == [(0,)]


def test_factors_are_taken_off_once_on_the_word_of_two(world, names):
    off = "delete from mfa_authenticator where user_id = %(lin)s"
    confirmed = _AGREED.format("%(head)s") + " where kind = 'factors_off'"
    used = "update accounts_proposal set used_at = now() where kind = 'factors_off'"
    with connection.cursor() as cursor:
        with told(good(world.head)):
            assert not writes(off, names)
            cursor.execute(confirmed, names)
            assert writes(off, names)
        with told(good(world.security)):
            assert not writes(off, names)
        with told(good(world.head)):
            cursor.execute(used)
            assert not writes(off, names)
            assert not writes(used.replace("now()", "null"), names)


def test_every_guarded_table_is_tried(names):
    tried = " ".join(words for words, _ in TRIED.values())
    assert {table for table in guards.TABLES if table not in tried} == set()
