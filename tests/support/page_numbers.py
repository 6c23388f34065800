"""Numbers as people write them, each with the words of the index that stand for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from wardbook.search.packed import unpacked
from wardbook.text.numbers import numbers_in

NUMBERS: Final[dict[str, list[str]]] = {
    "12.5 mg": ["n12d5mg"],
    "12,5mg": ["n12d5mg"],
    "12·5 mg": ["n12d5mg"],
    "125 mg": ["n125mg"],
    "1.25 mg": ["n1d25mg"],
    "5.0 mg": ["n5mg"],
    "50 mg": ["n50mg"],
    ".5 mg": ["n0d5mg"],
    "<0.03 mSv": ["n0d03msv"],
    "0,125 mg": ["n0d125mg"],
    "1,508 adults": ["n1508"],
    "5–10 mg": ["n5mg", "n10mg"],
    "5 to 10 mg": ["n5mg", "n10mg"],
    "125 mg/5 mL": ["n125mg", "n5ml"],
    "120/80 mmHg": ["n120mmhg", "n80mmhg"],
    "15 mg/kg/day": ["n15mgperkgperday"],
    "5 µg, 5 mcg or 5 μg": ["n5ug", "n5ug", "n5ug"],
    "5 µGy·m²": ["n5ugyxm2"],
    "50 × 10⁹/L": ["n50e9perl"],
    "50 x 10^9/l": ["n50e9perl"],
    "10⁻³": ["n10pm3"],
    "14yo, 14 years": ["n14year", "n14year"],
    "girl 14 all cough": ["n14"],
    "2 T-cell": ["n2"],
    "2026-11-22": ["n2026", "n11", "n22"],
    "37.5°C (n=5)": ["n37d5degc", "n5"],
    "T2 B12 NG51 COVID-19 18F-FDG 99mTc HLA-B*57 5th 3D v0.1.2 12.5xyz": [],
}
"""The words with units; those without follow from them."""


def lost_numbers(site: Path) -> list[tuple[str, str]]:
    """The numbers with a unit or a fraction that a built page shows and its metadata lack, each with the page.

    A topic lists ages of its scenarios, which have pages of their own.
    """
    fragments = (json.loads(unpacked(path)) for path in sorted((site / "pagefind" / "fragment").iterdir()))
    return [
        (fragment["url"], number.word)
        for fragment in fragments
        if not fragment["url"].startswith("/topics/")
        for number in numbers_in(fragment["content"])
        if (number.unit or "d" in number.value)
        and not {number.word, number.bare_word} <= set(fragment["meta"].get("numbers", "").split())
    ]
