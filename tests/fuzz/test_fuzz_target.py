"""The fuzzer's target stands what the fuzzer begins with, and what it found before."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz.target import FILES, seeds, try_input

FOUND = sorted((Path(__file__).parent / "found").glob("*"))


def test_every_seed_can_be_tried() -> None:
    kinds = set()
    for seed in seeds():
        try_input(seed)
        kinds.add(seed[0])
    assert kinds == set(range(len(FILES) + 2))


@pytest.mark.parametrize("found", [b"", *(path.read_bytes() for path in FOUND)])
def test_what_was_found_is_mended(found: bytes) -> None:
    try_input(found)
