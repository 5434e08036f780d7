"""Whether people may be brought together: never relatives, never those of whom one said no.

What is found here decides and is shown to nobody; why two people are not brought together nobody is told.
"""

from collections.abc import Collection
from uuid import UUID

from guitu.casework.family import queries as family
from guitu.casework.groups import queries as groups
from guitu.casework.people.reaching import numbers_of
from guitu.foundation.authorization import door


def closed_to(ids: Collection[UUID], others: Collection[UUID]) -> frozenset[UUID]:
    """Those of ``others`` whom this person (with every file joined) is not to be brought together with.

    Relatives are found by number, in both directions: somebody's own number is the other's relative's.
    """
    asked = [other for other in others if other not in ids]
    with door.as_system("who may be brought together"):
        barred = groups.barred_from(ids)
        numbers = numbers_of([*ids, *asked])
        written = family.numbers_of([*ids, *asked])
    own = frozenset(n for one in ids for n in numbers[one].own)
    kin = frozenset(n for one in ids for n in (*numbers[one].relatives, *written.get(one, ())))
    found = set(barred)
    for other in asked:
        theirs = numbers[other].relatives | written.get(other, frozenset())
        if numbers[other].own & kin or own & theirs:
            found.add(other)
    return frozenset(found)
