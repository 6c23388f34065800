"""Synthetic topics, protocols and sources: the records that scenarios lead to."""

from __future__ import annotations

from typing import Final

from bench.draw import Draw
from bench.plan import (
    FIRST_SOURCES,
    SCENARIOS_FOR_A_PROTOCOL,
    TopicPlan,
    procedure_of,
    protocol_id,
    scenario_id,
    source_id,
    topic_id,
)
from bench.ratings import modality
from bench.scenario import REVIEW
from bench.words import MARK, Author
from bench.yaml_text import Fields, Value

_PANELS: Final = 11
_KINDS: Final = ("guideline", "article", "article", "article", "review", "book", "web-page")


def topic(seed: int, plan: TopicPlan, scenarios: int) -> Fields:
    """A topic with those of its scenarios that a library of so many has."""
    draw = Draw(seed, "topic", plan.number)
    sources = [source_id(plan.first + place) for place in range(6)]
    author = Author(draw, sources)
    return {
        "id": topic_id(plan.number),
        "title": f"{MARK} topic {plan.number}: {author.words(draw.between(2, 4))}",
        "panels": [f"{MARK} panel {number}" for number in draw.some(range(1, _PANELS + 1), draw.between(1, 2))],
        "summary": author.prose(200),
        "scope": author.prose(250, 2, 3),
        "stratifiers": [{"label": author.line(1, 2), "text": author.prose(200)} for _ in range(draw.between(3, 5))],
        "not_covered": [
            {"text": author.prose(80), "routes": [{"kind": "source", "id": draw.one(sources)}]}
            for _ in range(draw.between(3, 6))
        ],
        "groups": [
            {"title": author.line(3, 6), "scenarios": [scenario_id(number) for number in group]}
            for group in plan.groups(scenarios)
        ],
        "sources": sources[:2],
        "review": REVIEW,
    }


def protocol(seed: int, number: int) -> Fields:
    """A protocol."""
    draw = Draw(seed, "protocol", number)
    first = number * SCENARIOS_FOR_A_PROTOCOL
    author = Author(draw, [source_id(first + place) for place in range(20)], [f"scenario:{scenario_id(first)}"])
    return {
        "id": protocol_id(number),
        "title": f"{MARK} protocol {number}: {author.words(3)}",
        "modality": modality(seed, procedure_of(number)),
        "regions": [f"{MARK} region {draw.between(1, 90)}"],
        "example": f"{MARK}: never use it in care",
        "summary": author.prose(250, 2, 2),
        "indications": _texts(author, 5),
        "contraindications": _texts(author, 2),
        "preparation": _texts(author, 3),
        "position": _texts(author, 2),
        "equipment": _texts(author, 2),
        "parameters": [
            {"name": author.line(1, 3), "value": f"{MARK} value", "note": author.text(100)} for _ in range(6)
        ],
        "acquisitions": [
            {"target": author.line(2, 4), "plane": author.line(1, 3), "capture": author.line(2, 4)}
            | {"purpose": author.text(130)}
            for _ in range(7)
        ],
        "contrast": author.prose(120),
        "measurements": [{"name": author.line(2, 4), "method": author.text(160)} for _ in range(4)],
        "reading": [{"question": f"{author.line(4, 8)}?", "text": author.prose(180, 1, 2)} for _ in range(6)],
        "report": [{"label": author.line(1, 1), "text": author.line(5, 9)} for _ in range(9)],
        "pitfalls": [{"title": author.line(4, 7), "text": author.prose(180, 1, 2)} for _ in range(5)],
        "review": REVIEW,
    }


def _texts(author: Author, count: int) -> Value:
    return [author.text(100) for _ in range(count)]


def source(seed: int, number: int) -> Fields:
    """A source that does not exist, at an address that cannot (RFC 2606)."""
    draw = Draw(seed, "source", number)
    author = Author(draw, [])
    year = draw.between(1980, 2025)
    return {
        "id": source_id(number),
        "kind": "guideline" if number < FIRST_SOURCES // 8 else draw.one(_KINDS),
        "title": f"{MARK} source {number}: {author.words(draw.between(5, 12))}",
        "authors": [f"{MARK} {letter}" for letter in "ABCDEF"[: draw.between(1, 6)]],
        "container": f"{MARK} journal {draw.between(1, 80)}",
        "year": year,
        "volume": f"{year - 1970}({draw.between(1, 12)})",
        "pages": f"{number}–{number + draw.between(0, 20)}",
        "url": f"https://source-{number}.example/",
        "note": f"{MARK}: this publication does not exist.",
    }
