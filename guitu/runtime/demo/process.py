"""The first breath of a writing process: Django before anything that has tables."""

import pickle


def begin(packed: bytes) -> None:
    """Set Django up, then unpack where everybody lives and which day it is."""
    from guitu.runtime.framework import set_up_django

    set_up_django()
    from guitu.runtime.demo.synth import settle_in  # needs the apps

    world, on = pickle.loads(packed)  # noqa: S301 - from our own parent process
    settle_in(world, on)
