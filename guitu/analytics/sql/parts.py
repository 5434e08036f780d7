"""What the statements share."""

AS_OF = "%(as_of)s"
"""The day that is asked about."""

# Files that may be counted, each with the person it is read as. A sealed file counts nowhere.
HELD = """
    held as (
        select p.person_id, coalesce(a.canonical, p.person_id) as who
        from people_person p
        left join people_personalias a on a.person_id = p.person_id and a.undone_at is null
        where p.held_by between %(lo)s and %(hi)s
          and (p.sealed_on is null or p.sealed_on > %(as_of)s)
    )"""

NO_SLOT = "null::uuid as episode_id, '' as rule, 0 as n, null::date as due, null::uuid as act"
