"""How near a service is, without a map: by the smallest region that holds it and the place asked about."""

from guitu.domain.kernel import region as regions


def distance(stands_in: int, place: int) -> int:
    """0 inside the place itself, else how many steps outward the smallest region lies that holds both.

    >>> distance(430102001000, 430102001000), distance(430102002000, 430102001000)
    (0, 1)
    >>> distance(430102001004, 430102001000), distance(430202000000, 430102001000)
    (0, 3)
    """
    around = (place, *regions.ancestors(place))
    return next(step for step, region in enumerate(around) if regions.contains(region, stands_in))


def serves(area: int, place: int) -> bool:
    """Whether a service for ``area`` is there for people in ``place``: all of it, or a part of it.

    >>> serves(430102000000, 430102001000), serves(430102001000, 430102000000)
    (True, True)
    >>> serves(430102002000, 430102001000)
    False
    """
    return regions.contains(area, place) or regions.contains(place, area)
