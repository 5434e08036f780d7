"""The one function: everything about a person that is derived from their entries.

``outlook`` is in ``engine``; ``course`` reads an episode, ``windows`` and ``slots`` make and fill duties,
``clean`` keeps the ledger of clean time, ``standing`` counts promises and limits. Nothing here reads a
clock, a file or a database.
"""
