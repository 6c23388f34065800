"""Numbers in texts: what is one number however it is written, and what is none."""

from __future__ import annotations

import pytest

from support.page_numbers import NUMBERS
from wardbook.text.numbers import numbers_in, parted


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_is_one_word_however_it_is_written(text: str) -> None:
    assert [number.word for number in numbers_in(text)] == NUMBERS[text]


def test_the_words_of_a_query_are_apart_from_its_numbers() -> None:
    assert parted("girl 14 (all) cough <38.5 °C") == ("girl all cough", ("n14", "n38d5degc"))
    assert parted("T-cell ALL") == ("T-cell ALL", ())
    assert parted("≥ 5 mg") == ("", ("n5mg",))
    assert parted("") == ("", ())
