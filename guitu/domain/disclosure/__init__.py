"""What may be said outside: tables in which nobody can be found, and questions that cannot be subtracted."""

from guitu.domain.disclosure.asking import Asked, Sifted, refusal, sift
from guitu.domain.disclosure.table import DRILL, LEAST, STEP, Protected, protect, rounded

__all__ = ["DRILL", "LEAST", "STEP", "Asked", "Protected", "Sifted", "protect", "refusal", "rounded", "sift"]
