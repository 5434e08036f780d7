"""Parts of names for made-up people, with how common they are. Only demos and tests need them."""

import csv
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "data" / "names"


@dataclass(frozen=True, slots=True)
class NameParts:
    """Weighted parts of Chinese names.

    Attributes:
        surnames: surname → share of the population, most common first; the shares add up to 1.
        compound_surnames: surnames of two characters, without weights.
        male: characters of men's given names → how often counted.
        female: the same for women.
        male_pairs: ready given names of two characters.
        female_pairs: the same for women.
    """

    surnames: dict[str, float]
    compound_surnames: tuple[str, ...]
    male: dict[str, int]
    female: dict[str, int]
    male_pairs: tuple[str, ...]
    female_pairs: tuple[str, ...]


@lru_cache(maxsize=1)
def name_parts() -> NameParts:
    """The packaged parts, read once."""
    listed = json.loads((_FOLDER / "mingzi.json").read_text(encoding="utf-8"))
    with (_FOLDER / "charfreq.csv").open(encoding="utf-8", newline="") as lines:
        counted = [(row["char"], int(row["male"]), int(row["female"])) for row in csv.DictReader(lines)]
    return NameParts(
        surnames=listed["surname"],
        compound_surnames=tuple(listed["com_surname"]),
        male={char: male for char, male, _ in counted if male},
        female={char: female for char, _, female in counted if female},
        male_pairs=tuple(listed["male_double"]),
        female_pairs=tuple(listed["female_double"]),
    )
