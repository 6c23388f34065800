"""Synthetic procedures and rating tables, in the shape of the tables of the ACR Appropriateness Criteria.

Measured there: 50,600 rows in 4,000 tables, median 11, 90th percentile 20, most about 50; labels of up to 89
characters; no row usually appropriate in 9 % of the tables, more than one in 65 %.
"""

from __future__ import annotations

from statistics import median
from typing import Final

from bench.draw import Draw, Shares
from bench.plan import FIRST_PROCEDURES, FIRST_SOURCES, procedure_id, protocol_id, protocol_of, since, source_id
from bench.words import MARK, Author
from bench.yaml_text import Fields, Value

_ROWS: Final[Shares] = (
    (8, 1, 4),
    (15, 5, 7),
    (22, 8, 10),
    (24, 11, 13),
    (17, 14, 17),
    (6, 18, 20),
    (6, 21, 30),
    (2, 31, 50),
)
_MENU: Final = 55
"""Procedures that the tables of one topic are drawn from."""
_LONGEST_LABEL: Final = 89
_LONG_LABELS: Final = 40
"""One procedure in so many has the longest label that was seen."""

MODALITIES: Final = {
    "ct": "CT",
    "mri": "MRI",
    "ultrasound": "US",
    "radiography": "Radiography",
    "nuclear-medicine": "Nuclear medicine scan",
    "fluoroscopy": "Fluoroscopy",
    "pet-ct": "FDG-PET/CT",
    "angiography": "Arteriography",
    "intervention": "Image-guided intervention",
}
_SHARES: Final[Shares] = (
    (26, 0, 0), (26, 1, 1), (12, 2, 2), (12, 3, 3), (8, 4, 4), (6, 5, 5), (4, 6, 6), (4, 7, 7), (2, 8, 8),
)  # fmt: skip
_WITHOUT_RADIATION: Final = ("mri", "ultrasound")
_CONTRASTS: Final = {
    "none": "",
    "with": " with IV contrast",
    "without": " without IV contrast",
    "without-and-with": " without and with IV contrast",
}
_BANDS: Final = ("rrl-1", "rrl-2", "rrl-3", "rrl-4", "rrl-5")
_STRENGTHS: Final = ("strong", "moderate", "limited", "limited", "expert-consensus", "expert-opinion")

FAVOURABLE, CAUTIOUS, UNFAVOURABLE = "usually-appropriate", "may-be-appropriate", "usually-not-appropriate"
_FINAL: Final = {FAVOURABLE: (7, 9), CAUTIOUS: (4, 6), UNFAVOURABLE: (1, 3)}


def modality(seed: int, number: int) -> str:
    """A procedure's modality; the first procedures have each of them once."""
    names = list(MODALITIES)
    return names[number if number < len(names) else Draw(seed, "modality", number).share(_SHARES)]


def procedure(seed: int, number: int) -> Fields:
    """A procedure."""
    draw = Draw(seed, "procedure", number)
    source = source_id(since(number) or number % FIRST_SOURCES)
    kind, contrast = modality(seed, number), draw.one(list(_CONTRASTS))
    fields: dict[str, Value] = {
        "id": procedure_id(number),
        "label": _label(draw, number, kind, contrast),
        "modality": kind,
        "regions": [f"{MARK} region {draw.between(1, 90)}" for _ in range(draw.between(1, 3))],
        "contrast": contrast,
    }
    for population in ("adult", "child"):
        band = "rrl-0" if kind in _WITHOUT_RADIATION else draw.one(_BANDS)
        known = draw.chance(85)
        if known or draw.chance(40):
            fields[population] = {"kind": "band", "band": band} if known else {"kind": "varies"}
    fields["radiation_source"] = source
    if (protocol := protocol_of(number)) is not None:
        fields["protocol"] = protocol_id(protocol)
    return fields | {"about": Author(draw, [source]).prose(140, 1, 2)}


def _label(draw: Draw, number: int, kind: str, contrast: str) -> str:
    label = f"{MARK} {MODALITIES[kind]} region {number}"
    if number % _LONG_LABELS == 0:
        author = Author(draw, [])
        while len(label) + len(word := f" {author.words(1)}") + len(_CONTRASTS[contrast]) <= _LONGEST_LABEL:
            label += word
    return label + _CONTRASTS[contrast]


def menu(seed: int, first: int, topic: int) -> list[int]:
    """The procedures that a topic's tables are drawn from, those that they share most first."""
    return Draw(seed, "menu", topic).some(range(FIRST_PROCEDURES + first // 12), _MENU)


class Table:
    """A rating table, and what the rest of the scenario takes from it."""

    def __init__(self, author: Author, procedures: list[int], source: str) -> None:
        draw = author.draw
        count = draw.share(_ROWS)
        rows = draw.some(procedures[: max(20, count + 5)], count)
        categories = _categories(draw, len(rows))
        self.procedures = [procedure_id(number) for number in rows]
        self.focal = _focal(draw, categories)
        self.against = [
            id for id, category in zip(self.procedures, categories, strict=True) if category == UNFAVOURABLE
        ]
        self._figures = draw.chance(50)
        self._votes = draw.chance(30)
        shown = [self._row(author, number, category) for number, category in enumerate(categories)]
        self.disputed = any("disagreement" in row for row in shown)
        self.fields: Fields = {
            "source": source,
            "locator": f"{MARK} table {draw.between(1, 300)}",
            "complete": draw.chance(80),
            "note": author.prose(150, 1, 2),
            "rows": shown,
        }

    @property
    def answers(self) -> list[str]:
        """The procedures that are the answer."""
        return self.procedures[: self.focal]

    def _row(self, author: Author, number: int, category: str) -> dict[str, Value]:
        draw = author.draw
        row: dict[str, Value] = {"procedure": self.procedures[number], "category": category}
        if category == CAUTIOUS and draw.chance(15):
            row["disagreement"] = True
        role = self._role(draw, number, category)
        if role != "listed":
            row["role"] = role
        if self._figures:
            least, most = _FINAL[category]
            row |= {"strength": draw.one(_STRENGTHS), "final": draw.between(least, most)}
            if self._votes:
                row |= _panel(draw, least, most)
        if role != "listed" or draw.chance(30):
            row["reason"] = f"{author.line(3, 7)}."
        return row

    def _role(self, draw: Draw, number: int, category: str) -> str:
        if number < self.focal:
            return "focal"
        if category == FAVOURABLE:
            return "alternative"
        if category == CAUTIOUS and draw.chance(30):
            return "complementary"
        return "discussed" if draw.chance(35) else "listed"


def _panel(draw: Draw, least: int, most: int) -> Fields:
    """The votes of a panel, more than half of them and so their median within a category, and that median."""
    within = draw.between(8, 12)
    ballots = [draw.between(least, most) for _ in range(within)]
    ballots += [draw.one([rating for rating in range(1, 10) if not least <= rating <= most]) for _ in range(3)]
    return {"median": float(median(ballots)), "votes": [ballots.count(rating) for rating in range(1, 10)]}


def _categories(draw: Draw, rows: int) -> list[str]:
    """The category of each row, the most favorable first."""
    mark = draw.below(100)
    best = 0 if mark < 9 else 1 if mark < 35 else draw.between(2, 4)
    best = min(best, rows)
    cautious = (rows - best) * draw.between(10, 50) // 100
    return [FAVOURABLE] * best + [CAUTIOUS] * cautious + [UNFAVOURABLE] * (rows - best - cautious)


def _focal(draw: Draw, categories: list[str]) -> int:
    """How many of the first rows are the answer; none where the answer is no imaging."""
    best = categories.count(FAVOURABLE)
    if best:
        return min(best, draw.between(1, 2))
    return 1 if CAUTIOUS in categories and draw.chance(40) else 0
