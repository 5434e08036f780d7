"""System, security and audit administrator exclude each other: two people, checked by the database.

A row of accounts_account changes from one of the three roles to another only while a proposal for exactly
that, confirmed by somebody else, has not been used; the change uses it up.
"""

from django.db import migrations

APART = """
create function accounts_three_apart() returns trigger language plpgsql
set search_path = pg_catalog, public as $$
begin
    update public.accounts_proposal set used_at = decided_at
    where account_id = new.id and kind = 'admin_role' and role = new.role and confirmed and used_at is null
      and decided_by_id is not null and decided_by_id <> new.id and decided_by_id <> by_id;
    if not found then
        raise exception 'one administrator becomes another by two people' using errcode = 'check_violation';
    end if;
    return new;
end
$$;
create trigger accounts_three_apart before update of role on accounts_account
for each row
when (
    old.role <> new.role
    and old.role in ('sys_admin', 'security_admin', 'audit_admin')
    and new.role in ('sys_admin', 'security_admin', 'audit_admin')
)
execute function accounts_three_apart();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_identity")]

    operations = [
        migrations.RunSQL(
            APART,
            "drop trigger accounts_three_apart on accounts_account; drop function accounts_three_apart();",
        )
    ]
