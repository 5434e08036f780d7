"""Answers that open help before anything else is shown: self-harm, overdose, violence."""

from guitu.domain.instruments.model import Answers, Definition, Item


def told(definition: Definition, answers: Answers) -> tuple[str, ...]:
    """What the answers tell of, each kind once, in the form's order."""
    found = [item.danger.kind for item in definition.items if item.danger and _tells(item, answers)]
    return tuple(dict.fromkeys(found))


def _tells(item: Item, answers: Answers) -> bool:
    given = answers.get(item.id, ())
    if item.danger is None or not given:
        return False
    if item.kind == "boolean":
        return True in given
    return any(value in item.danger.codes for value in given)
