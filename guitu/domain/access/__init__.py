"""Who may do what to whose record: one policy table, one decision, deny by default, and denials win.

``words`` names the roles, permissions, compartments and relations; ``policy`` is the table a lawyer reads
(``docs/access.md`` is printed from it); ``decision`` turns it into an answer, a query's scope, and the reach
that row-level security is told.
"""

from guitu.domain.access.decision import (
    NOBODY,
    Decision,
    Given,
    Reach,
    Record,
    Scope,
    Viewer,
    compartments,
    decide,
    holds,
    may,
    reach,
    scope,
)
from guitu.domain.access.words import Compartment, Exclusion, Permission, Relation, Role

__all__ = [
    "NOBODY",
    "Compartment",
    "Decision",
    "Exclusion",
    "Given",
    "Permission",
    "Reach",
    "Record",
    "Relation",
    "Role",
    "Scope",
    "Viewer",
    "compartments",
    "decide",
    "holds",
    "may",
    "reach",
    "scope",
]
