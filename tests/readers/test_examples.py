"""The examples in the docstrings are what the functions do."""

import doctest
import importlib

import pytest

MODULES = ("answers", "asking", "form", "marks", "prompt", "wording")


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"greffier.readers.{name}"))
    assert result.attempted > 0
    assert result.failed == 0
