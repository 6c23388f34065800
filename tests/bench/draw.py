"""Seeded choices that come out alike on every machine and in every version of Python.

Only `random()` keeps its sequence from version to version (the manual of `random`, "Notes on
Reproducibility"), so all choices rest on it alone. Each record draws for itself, by its own key:
what one record holds never depends on how many others there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

Shares = Sequence[tuple[int, int, int]]
"""Ranges with their share in percent: `(share, least, most)`."""


class Draw:
    """The choices of one record."""

    def __init__(self, *key: object) -> None:
        self.random = Random("/".join(str(part) for part in key)).random

    def below(self, limit: int) -> int:
        """A number from 0 up to but not `limit`."""
        return int(self.random() * limit)

    def between(self, least: int, most: int) -> int:
        """A number from `least` to `most`."""
        return least + int(self.random() * (most - least + 1))

    def chance(self, percent: float) -> bool:
        """Whether something happens that happens so often."""
        return self.random() * 100 < percent

    def one(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[int(self.random() * len(items))]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """So many of the items, each once, in any order; all of them if there are fewer."""
        left = list(items)
        count = min(count, len(left))
        for place in range(count):
            other = place + int(self.random() * (len(left) - place))
            left[place], left[other] = left[other], left[place]
        return left[:count]

    def share(self, shares: Shares) -> int:
        """A number from one of the ranges, each as often as its share says."""
        mark = self.random() * sum(share for share, _, _ in shares)
        for share, least, most in shares:
            mark -= share
            if mark < 0:
                return self.between(least, most)
        return shares[-1][2]
