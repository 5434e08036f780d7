"""The access log, partitioned by month; heads, cosignatures and alerts."""

from django.db import migrations, models

MAKE = """
create sequence audit_access_seq;

create table audit_access (
    xid xid8 not null default pg_current_xact_id(),  -- first, so that it is taken before the number
    seq bigint not null default nextval('audit_access_seq'),
    id uuid not null,
    at timestamptz not null,
    actor uuid,
    role text not null,
    unit bigint,
    subject uuid,
    act text not null,
    purpose text not null,
    near text not null,
    screen text not null,
    compartments text not null,
    request uuid,
    device text not null,
    results integer,
    primary key (seq, at)
) partition by range (at);
-- a clock that is wrong by years must not close the house
create table audit_access_other partition of audit_access default;
alter sequence audit_access_seq owned by audit_access.seq;

create index audit_access_subject on audit_access (subject, at) where subject is not null;
-- what patterns count: small beside the lines of daily work
create index audit_access_actor on audit_access (actor, at)
    where near = 'outside' or act in ('search_miss', 'reason');

create function audit_make_partitions(first date, last date) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    month date := date_trunc('month', first);
    part text;
    held record;
    made integer := 0;
begin
    if last > first + 3660 then raise exception 'too many months at once'; end if;
    while month <= last loop
        part := 'audit_access_' || to_char(month, 'YYYY_MM');
        if to_regclass('public.' || part) is null then
            begin
                execute format(
                    'create table public.%I partition of public.audit_access for values from (%L) to (%L)',
                    part, month::text || ' 00:00+00', (month + interval '1 month')::date::text || ' 00:00+00');
            exception when check_violation then  -- rows of that month wait in audit_access_other
                month := month + interval '1 month';
                continue;
            end;
            made := made + 1;
            -- default privileges are for tables, and this one is reached through its parent only
            for held in
                select distinct g.grantee::regrole::text as role from pg_class c, aclexplode(c.relacl) g
                where c.oid = ('public.' || part)::regclass and g.grantee <> c.relowner and g.grantee <> 0
            loop
                execute format('revoke all on public.%I from %s', part, held.role);
            end loop;
        end if;
        month := month + interval '1 month';
    end loop;
    return made;
end $$;

create function audit_drop_partitions() returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    oldest date := date_trunc('month', now() at time zone 'UTC') - interval '36 months';
    part record;
    ends timestamptz;
    sealed boolean;
    dropped integer := 0;
begin
    for part in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'public.audit_access'::regclass and c.relname ~ '^audit_access_[0-9]{4}_[0-9]{2}$'
          and c.relname < 'audit_access_' || to_char(oldest, 'YYYY_MM')
    loop
        ends := ((replace(right(part.relname, 7), '_', '-') || '-01')::date + interval '1 month')::timestamp
            at time zone 'UTC';
        execute format('select not exists(select from public.%I)', part.relname) into sealed;
        sealed := sealed or exists(select from public.audit_head where at >= ends);
        if sealed then
            execute format('drop table public.%I', part.relname);
            dropped := dropped + 1;
        end if;
    end loop;
    return dropped;
end $$;

revoke all on function audit_make_partitions(date, date), audit_drop_partitions() from public;
"""

UNMAKE = """
drop function audit_drop_partitions();
drop function audit_make_partitions(date, date);
drop table audit_access;
"""

_TEXT = {name: models.TextField() for name in ("role", "act", "purpose", "near", "screen", "compartments", "device")}


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_written_once")]

    operations = [
        migrations.CreateModel(
            name="Head",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                ("log", models.UUIDField()),
                ("size", models.BigIntegerField()),
                ("root", models.BinaryField()),
                ("at", models.DateTimeField()),
                ("suite", models.TextField()),
                ("signature", models.BinaryField()),
                ("frontier", models.BinaryField()),
                ("lines", models.BinaryField()),
                ("leaves", models.BinaryField()),
                ("horizon", models.BigIntegerField()),
                ("last_line", models.BigIntegerField()),
                ("server", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="head_at")],
                "constraints": [models.UniqueConstraint(fields=("log", "size"), name="head_log_size")],
            },
        ),
        migrations.CreateModel(
            name="Cosignature",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("log", models.UUIDField()),
                ("size", models.BigIntegerField()),
                ("witness", models.TextField()),
                ("signature", models.BinaryField()),
                ("at", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(fields=["log", "size"], name="cosignature_head")]},
        ),
        migrations.CreateModel(
            name="Alert",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("actor", models.UUIDField(null=True)),
                ("unit", models.BigIntegerField(null=True)),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("facts", models.JSONField(default=dict)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.UUIDField(null=True)),
                ("answer", models.TextField(default="")),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="alert_at")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "actor", "on"), name="alert_once_a_day", nulls_distinct=False
                    )
                ],
            },
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(MAKE, UNMAKE)],
            state_operations=[
                migrations.CreateModel(
                    name="Access",
                    fields=[
                        ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("id", models.UUIDField()),
                        ("at", models.DateTimeField()),
                        ("actor", models.UUIDField(null=True)),
                        ("unit", models.BigIntegerField(null=True)),
                        ("subject", models.UUIDField(null=True)),
                        ("request", models.UUIDField(null=True)),
                        ("results", models.IntegerField(null=True)),
                        *_TEXT.items(),
                    ],
                )
            ],
        ),
    ]
