"""The role that tests and the site run as can do nothing but its work."""

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction


@pytest.mark.django_db
def test_the_application_is_no_superuser_and_owns_nothing():
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_user, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,"
            " exists(select from pg_class where relowner = pg_roles.oid)"
            " from pg_roles where rolname = current_user"
        )

        assert cursor.fetchone() == ("guitu_app", False, False, False, False, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "create table mine (id int)",
        "create temporary table mine (id int)",
        "create schema mine",
        "create role mine",
        "drop table django_migrations",
        "truncate procrastinate_jobs",
        "alter table procrastinate_jobs add column mine int",
        "set role guitu_owner",
        "copy (select 1) to program 'true'",
    ],
)
def test_the_application_may_not(statement: str):
    with pytest.raises(ProgrammingError) as caught, transaction.atomic():
        connection.cursor().execute(statement)

    assert isinstance(caught.value.__cause__, psycopg.errors.InsufficientPrivilege)


@pytest.mark.django_db
def test_the_application_reads_and_writes_rows():
    with connection.cursor() as cursor:
        cursor.execute("insert into django_content_type (app_label, model) values ('a', 'b') returning id")
        (made,) = cursor.fetchone()
        cursor.execute("update django_content_type set model = 'c' where id = %s", [made])
        cursor.execute("delete from django_content_type where id = %s", [made])

        assert cursor.rowcount == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_what_one_test_commits_the_next_does_not_see(turn: int):
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from django_content_type where app_label = 'committed'")
        (seen,) = cursor.fetchone()
        cursor.execute("insert into django_content_type (app_label, model) values ('committed', 'b')")

    assert seen == 0
