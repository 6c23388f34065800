"""What is looked for in a synthetic library: words that it has, of the kinds that people type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.words import MARK
from wardbook.library.library import Library


@dataclass(frozen=True, slots=True)
class Query:
    """A query, and what it is an example of."""

    kind: str
    text: str


def queries(library: Library, rare: Sequence[str]) -> list[Query]:
    """A first query and those that follow it; `rare` are long words that stand on one page each."""
    scans = [procedure for procedure in library.procedures.values() if procedure.modality == "ct"]
    scan = " ".join(scans[-1 - len(scans) // 5].label.removeprefix(MARK).split()[:3])
    scenario = list(library.scenarios.values())[len(library.scenarios) // 2]
    asked = scenario.title.removeprefix(MARK).strip(" ?")
    region = scans[len(scans) // 2].regions[0]
    return [
        Query("a procedure", scan),
        Query("an abbreviation on most pages", "MRI"),
        Query("an abbreviation that is a word, too", "US"),
        Query("a synonym", "sonography"),
        Query("a frequent word", "cohort"),
        Query("a word on one page", rare[len(rare) // 2]),
        Query("two words", "cohort median"),
        Query("the beginning of words", "pro"),
        Query("a typing error", "cohrot"),
        Query("an answer", "no imaging"),
        Query("a rating", "usually appropriate"),
        Query("a phrase", f'"{" ".join(asked.split()[-3:])}"'),
        Query("a title", asked),
        Query("a region", region.removeprefix(MARK).strip()),
    ]
