"""Only the log's own role reaches the log; its months are made ahead. Run again after every migration."""

from django.db import migrations

from guitu.foundation.tables import AppendOnly

OWN = """
do $$
declare held record;
begin
    for held in
        select c.oid::regclass::text as relation, g.grantee::regrole::text as role
        from pg_class c, aclexplode(c.relacl) g
        where (c.oid in ('audit_access'::regclass, 'audit_access_seq'::regclass, 'audit_head'::regclass,
                         'audit_cosignature'::regclass, 'audit_alert'::regclass)
               or c.oid in (select inhrelid from pg_inherits where inhparent = 'audit_access'::regclass))
          and g.grantee <> c.relowner and g.grantee <> 0
        group by 1, 2
    loop
        execute format('revoke all on %s from %s', held.relation, held.role);
    end loop;
    revoke all on function audit_make_partitions(date, date), audit_drop_partitions() from public;
    perform audit_make_partitions((now() - interval '1 month')::date, (now() + interval '24 months')::date);
    if exists(select from pg_roles where rolname = 'guitu_audit') then
        grant usage on sequence audit_access_seq to guitu_audit;
        grant execute on function audit_make_partitions(date, date), audit_drop_partitions() to guitu_audit;
        -- what the models state; said here as well, so that no moment is without it
        grant select, insert on audit_access, audit_head, audit_cosignature, audit_alert to guitu_audit;
    end if;
end
$$
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_access_log")]

    operations = [AppendOnly(OWN, migrations.RunSQL.noop)]
