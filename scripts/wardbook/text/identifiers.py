"""Identifiers of publications whose last digit is worked out from the others."""

from __future__ import annotations


def isbn_fits(written: str) -> bool:
    """Whether the last digit of an ISBN is the one that its other digits give."""
    digits = written.replace("-", "")
    values = [10 if digit == "X" else int(digit) for digit in digits]
    if len(values) == 10:
        return sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True)) % 11 == 0
    return "X" not in digits and sum(value * (3 if place % 2 else 1) for place, value in enumerate(values)) % 10 == 0
