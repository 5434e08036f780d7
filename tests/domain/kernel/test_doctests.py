"""The examples in the kernel's docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import guitu.domain.kernel as kernel

MODULES = [module.name for module in pkgutil.iter_modules(kernel.__path__, f"{kernel.__name__}.")]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
