"""Who may write what gives an account more: roles and units, passwords and factors, stand-ins, approvals.

These tables are about accounts, not persons, so no policy holds their rows. One line each says whose signed
context may insert, change or delete there; a trigger made from it refuses everybody else, whoever has no
context included. The system itself (command line, worker, what a workflow has decided) may always, and so
may the owner, who migrates. docs/adr/0015-row-level-security.md.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guitu.domain.access import Permission, Role
from guitu.domain.access.policy import EXCLUDE_EACH_OTHER, STATEMENTS
from guitu.domain.rights import OPEN_HOURS

OWN = "own"
"""The role of a context in which an account gives or changes its own proofs, and does nothing else."""


@dataclass(frozen=True, slots=True)
class Guard:
    """One line: ``may`` is a condition in SQL on ``old``, ``new``, ``me`` (the account), ``acts`` (the role).

    ``columns`` an update that changes none of them passes; none: every update asks. ``nobody``: where ``may``
    holds, whoever has no context may as well. ``whole``: ``may`` asks nothing of a row, so it is asked once a
    statement.
    """

    name: str
    table: str
    event: str
    may: str
    columns: tuple[str, ...] = ()
    nobody: bool = False
    whole: bool = False


def _among(roles: Iterable[Role], of: str = "acts") -> str:
    return f"{of} in ({', '.join(repr(role.value) for role in sorted(roles))})"


def _holds(permission: Permission, of: str = "acts") -> str:
    """The roles that hold this permission in the policy."""
    return _among((r for r, held in STATEMENTS.items() if any(permission in s.acts for s in held)), of)


def _same(*columns: str) -> str:
    return " and ".join(f"new.{column} is not distinct from old.{column}" for column in columns)


_MANAGES = _holds(Permission.ACCOUNTS_MANAGE)
_UNITS = _holds(Permission.UNITS_MANAGE)
_ONE_OF_THREE = _among(EXCLUDE_EACH_OTHER)
_HEAD = _among({Role.UNIT_HEAD})
_NAMES_ONE_OF_THREE = f"new.role in ({', '.join(repr(r.value) for r in sorted(EXCLUDE_EACH_OTHER))})"
_NOBODY = "false"


def _mine(column: str, *, row: str = "new") -> str:
    return f"acts = '{OWN}' and {row}.{column} = me"


def _over(account: str) -> str:
    """Whether a head looks over the unit of an account."""
    return (
        f"({_HEAD} and exists (select from public.accounts_account a where a.id = {account}"
        " and a.unit_id between door.lo('e') and door.hi('e')))"
    )


# they name the two of a proposal and are never changed; so with an opening
_PROPOSED = _same("id", "account_id", "kind", "role", "by_id", "at")
_ASKED = _same(
    "id", "key", "basis", "document", "silence", "hours", "asked_at", "asked_by", "reader", "first", "second"
)
_ALIKE = (
    "exists (select from public.accounts_account a join public.accounts_account b"
    " on a.role = b.role and a.unit_id = b.unit_id where a.id = new.account_id and b.id = new.stand_in_id)"
)
_DECIDES = (
    f"(old.kind = 'admin_role' and {_ONE_OF_THREE} or old.kind = 'role_wish' and {_MANAGES}"
    f" or old.kind = 'factors_off'"
    f" and ({_holds(Permission.FACTOR_RESET_CONFIRM)} or {_over('old.account_id')}))"
)
_TWO_OF_DIFFERENT_UNITS = (
    "exists (select from public.accounts_account a join public.accounts_account b on a.unit_id <> b.unit_id"
    f" where a.id = new.first and b.id = new.second and {_holds(Permission.UNSEAL_APPROVE, of='a.role')}"
    f" and {_holds(Permission.UNSEAL_APPROVE, of='b.role')})"
)
_TAKEN_OFF_BY_TWO = (
    "exists (select from public.accounts_proposal p where p.account_id = old.user_id"
    " and p.kind = 'factors_off' and p.confirmed and p.used_at is null and p.decided_by_id = me)"
)

GUARDS: tuple[Guard, ...] = (
    Guard("account_made", "accounts_account", "insert", _MANAGES),
    Guard("account_gone", "accounts_account", "delete", _NOBODY),
    # nobody gives themselves a role; one of the three administrators is made by another of them, whose
    # confirmed proposal a trigger of the accounts' own uses up
    Guard("account_role", "accounts_account", "update",
          f"old.id <> me and (({_MANAGES}) or ({_ONE_OF_THREE}) and {_NAMES_ONE_OF_THREE}"
          f" and {_same('is_active')})", ("role", "is_active")),
    Guard("account_place", "accounts_account", "update", _MANAGES,
          ("id", "username", "display_name", "unit_id", "created_at")),
    Guard("account_password", "accounts_account", "update", f"({_MANAGES}) or {_mine('id')}",
          ("password", "must_change_password", "initial_until")),
    Guard("factor_made", "mfa_authenticator", "insert", _mine("user_id")),
    Guard("factor_changed", "mfa_authenticator", "update",
          f"{_mine('user_id')} and {_mine('user_id', row='old')}"),
    Guard("factor_gone", "mfa_authenticator", "delete",
          f"{_mine('user_id', row='old')} or {_TAKEN_OFF_BY_TWO}"),
    Guard("link_made", "socialaccount_socialaccount", "insert", _mine("user_id")),
    Guard("link_changed", "socialaccount_socialaccount", "update", _NOBODY),
    Guard("link_gone", "socialaccount_socialaccount", "delete", _MANAGES),
    Guard("provider", "socialaccount_socialapp", "insert or update or delete", _NOBODY, whole=True),
    # what makes a proof fresh, and which browser a sign-in belongs to; ended is ended
    Guard("sign_in_made", "accounts_signin", "insert", _mine("account_id")),
    Guard("sign_in_proved", "accounts_signin", "update",
          f"{_mine('account_id')} and {_mine('account_id', row='old')}",
          ("id", "account_id", "device", "method", "began_at", "proved_at")),
    Guard("sign_in_ended", "accounts_signin", "update", "old.ended_at is null", ("ended_at", "ended_why"),
          nobody=True),
    Guard("stand_in_made", "accounts_standin", "insert",
          f"new.named_by_id = me and new.stand_in_id <> me and {_ALIKE}"
          f" and (({_MANAGES}) and new.account_id <> me or {_over('new.account_id')})"),
    Guard("stand_in_changed", "accounts_standin", "update", _NOBODY),
    Guard("stand_in_gone", "accounts_standin", "delete",
          f"({_MANAGES}) and old.account_id <> me or {_over('old.account_id')}"),
    Guard("proposal_made", "accounts_proposal", "insert",
          "new.decided_by_id is null and new.used_at is null and"
          f" (({_MANAGES}) and new.by_id = me and new.kind <> 'role_wish'"
          f" or {_mine('account_id')} and new.by_id is null and new.kind = 'role_wish')"),
    Guard("proposal_decided", "accounts_proposal", "update",
          f"{_PROPOSED} and {_DECIDES} and (old.decided_by_id is null and new.decided_by_id = me"
          f" and new.used_at is null or {_same('decided_by_id', 'decided_at', 'confirmed')}"
          " and old.used_at is null)"),
    Guard("proposal_gone", "accounts_proposal", "delete",
          f"old.decided_by_id is null and (({_MANAGES})"
          f" or {_mine('account_id', row='old')} and old.kind = 'role_wish')"),
    Guard("opening_asked", "records_opening", "insert",
          f"{_holds(Permission.UNSEAL_ASK)} and new.asked_by = me and new.state = 'asked'"
          " and new.first_at is null and new.second_at is null and new.refused_by is null"
          " and new.until is null"
          " and me not in (new.first, new.second) and new.reader not in (new.first, new.second)"
          f" and new.hours between 1 and {OPEN_HOURS} and {_TWO_OF_DIFFERENT_UNITS}"),
    Guard("opening_agreed", "records_opening", "update",
          f"{_holds(Permission.UNSEAL_APPROVE)} and {_ASKED} and old.state = 'asked' and new.until is null"
          f" and (old.first = me or {_same('first_at')}) and (old.second = me or {_same('second_at')})"
          f" and (new.state = 'asked' and {_same('refused_by')}"
          " or new.state = 'refused' and new.refused_by = me and me in (old.first, old.second))"),
    Guard("opening_gone", "records_opening", "delete", _NOBODY),
    # what the file holds is asked anew when it is made and fetched; who asked and who agreed is never changed
    Guard("export_asked", "exports_request", "insert",
          f"{_holds(Permission.EXPORT)} and new.asked_by = me and new.decided_by is null"
          " and new.file is null"),
    Guard("export_kept", "exports_request", "update", _NOBODY,
          ("id", "form", "columns", "plain", "kind", "whose", "purpose", "asked_by", "asked_role",
           "asked_unit", "asked_at")),
    Guard("export_decided", "exports_request", "update",
          f"{_holds(Permission.EXPORT_APPROVE)} and old.decided_by is null and new.decided_by = me"
          " and old.asked_by <> me", ("decided_by", "decided_role", "decided_unit", "decided_at")),
    # a unit's kind and region say how far its people look
    Guard("unit", "organisations_unit", "insert or update or delete", _UNITS, whole=True),
    Guard("unit_region", "organisations_unitregion", "insert or update or delete", _UNITS, whole=True),
    Guard("region", "organisations_region", "insert or update or delete", _NOBODY, whole=True),
)  # fmt: skip

TABLES: tuple[str, ...] = tuple(sorted({guard.table for guard in GUARDS}))


def functions() -> Iterator[str]:
    """The function of each guard. ``pg_catalog`` only, so that nobody's own function is called."""
    for guard in GUARDS:
        yield f"""
        create or replace function door.guard_{guard.name}() returns trigger language plpgsql
        security definer set search_path = pg_catalog, pg_temp as $$
        declare
            me uuid := door.account();
            acts text := door.role();
        begin
            if not coalesce(acts = 'system' and me is null, false)
                and not coalesce({"" if guard.nobody else "me is not null and "}({guard.may}), false)
                and not pg_has_role(session_user, current_user, 'member')
            then
                raise insufficient_privilege
                    using message = 'row-level security: {guard.table} is not for this context to write';
            end if;
            return {"old" if guard.event == "delete" else "null" if guard.whole else "new"};
        end $$
        """


def statements(table: str, relation: str) -> Iterator[str]:
    """The triggers of ``table`` put on ``relation``: the table itself, or a probe that is like it."""
    for guard in (guard for guard in GUARDS if guard.table == table):
        name = f"door_guard_{guard.name}"
        changed = " or ".join(f"old.{column} is distinct from new.{column}" for column in guard.columns)
        condition = f" when ({changed})" if changed else ""
        each = "statement" if guard.whole else "row"
        yield f"drop trigger if exists {name} on {relation}"
        yield (
            f"create trigger {name} {'after' if guard.whole else 'before'} {guard.event} on {relation}"
            f" for each {each}{condition} execute function door.guard_{guard.name}()"
        )
