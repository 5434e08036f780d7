"""Whoever becomes an administrator of any of the three kinds does so by two people, from whatever role.

Before, only a step from one of the three to another was checked: with an ordinary role in between, one person
was enough.
"""

from django.db import migrations

BY_TWO = """
drop trigger accounts_three_apart on accounts_account;
create trigger accounts_three_apart before update of role on accounts_account
for each row
when (
    old.role <> new.role
    and new.role in ('sys_admin', 'security_admin', 'audit_admin')
)
execute function accounts_three_apart();
"""
BETWEEN_THEM = """
drop trigger accounts_three_apart on accounts_account;
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
    dependencies = [("accounts", "0004_roles")]

    operations = [migrations.RunSQL(BY_TWO, BETWEEN_THEM)]
