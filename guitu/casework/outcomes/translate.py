"""The columns of the table, in order."""

COLUMNS = (
    "person_id", "released_on", "episode_id", "held_by", "times", "at_6", "at_12", "at_24", "at_36",
    "relapsed_on", "died_on", "known_on",
)  # fmt: skip
