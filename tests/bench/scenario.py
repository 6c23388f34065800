"""Synthetic scenarios: as many texts, routes and citations as the six of this project's `content/` have."""

from __future__ import annotations

from typing import Final

from bench.draw import Draw, Shares
from bench.plan import (
    FIRST_SOURCES,
    SCENARIOS_FOR_A_PROTOCOL,
    Plan,
    TopicPlan,
    protocol_id,
    scenario_id,
    source_id,
    topic_id,
)
from bench.ratings import Table, menu
from bench.words import MARK, Author
from bench.yaml_text import Fields, Value

_CITED: Final[Shares] = ((25, 10, 14), (40, 15, 20), (23, 21, 28), (12, 29, 40))
_AXES: Final = ("patient", "diagnosis", "status", "timing", "prior-test", "red-flag")
_STAGES: Final = ("initial", "initial-staging", "next-study", "treatment-response", "surveillance", "post-treatment")

PRESENTATIONS: Final = tuple(f"presentation-{number}" for number in range(1, 9))
"""The finder's own facet."""

REVIEW: Final[Fields] = {
    "status": "draft",
    "version": "0.1",
    "basis": f"{MARK}: drawn by a random number generator to measure speed. It must never be used in care.",
    "changes": [{"version": "0.1", "on": "2026-01-01", "text": f"{MARK} first draft"}],
}


class Ways:
    """What a scenario leads to: mostly its siblings, and only what is in every library that it is in."""

    def __init__(self, draw: Draw, number: int, topic: TopicPlan) -> None:
        self._draw = draw
        self._number = number
        self._topic = topic
        self._siblings = range(topic.first, number)

    @property
    def topic(self) -> str:
        """The id of the scenario's topic."""
        return topic_id(self._topic.number)

    def scenarios(self, count: int) -> list[str]:
        """Other scenarios."""
        draw = self._draw
        found = [self._siblings if self._siblings and draw.chance(85) else range(self._number) for _ in range(count)]
        return list(dict.fromkeys(scenario_id(draw.one(among)) for among in found if among))

    def protocol(self) -> str:
        """A protocol."""
        return protocol_id(self._draw.below(self._number // SCENARIOS_FOR_A_PROTOCOL + 1))

    def routes(self, sources: list[str], count: int, *, within: bool) -> Value:
        """Exits for a patient who does not fit, or with `within` next steps, protocols among them."""
        return [self._route(sources, within=within) for _ in range(count)]

    def _route(self, sources: list[str], *, within: bool) -> Fields:
        mark = self._draw.below(100)
        if mark < 40 and (ids := self.scenarios(1)):
            return {"kind": "scenario", "id": ids[0]}
        if mark < 60:
            return {"kind": "source", "id": self._draw.one(sources), "note": f"{MARK} table {mark}"}
        if mark < 75:
            return {"kind": "consult", "service": f"{MARK} service {self._draw.between(1, 30)}"}
        if mark < 85 and within:
            return {"kind": "protocol", "id": self.protocol()}
        return {"kind": "no-page-yet", "note": f"{MARK} gap of the library"}


def scenario(seed: int, plan: Plan, number: int) -> Fields:
    """A scenario; it is the same in every library that has it."""
    draw = Draw(seed, "scenario", number)
    topic = plan.topic_of(number)
    ways = Ways(draw, number, topic)
    sources = _sources(draw, number, topic)
    linked = [f"scenario:{id}" for id in ways.scenarios(3)] + [f"protocol:{ways.protocol()}", f"topic:{ways.topic}"]
    author = Author(draw, sources, linked)
    table = Table(author, menu(seed, topic.first, topic.number), sources[0])
    fields: dict[str, Value] = {
        "id": scenario_id(number),
        "title": f"{MARK} question {number}: which study for {author.words(draw.between(3, 6))}?",
        "short_title": f"{MARK} group {number}, {author.words(1)}",
        "topic": ways.topic,
        "category": f"{MARK} panel · {author.words(2)}",
        "variants": [
            {"label": author.line(6, 9), "source": sources[0], "locator": f"{MARK} variant {number % 12 + 1}"}
        ],
        "population": (population := _population(author)),
        "presentation": author.line(6, 9),
        "presentations": [PRESENTATIONS[number % len(PRESENTATIONS)]],
        "stage": draw.one(_STAGES),
        "prior_tests": [author.line(4, 7) for _ in range(draw.below(3))],
        "vignette": author.prose(150, 1, 2),
        "answer": {
            "kind": "imaging" if table.focal else "no-imaging",
            **({"ages": "both"} if population["age_group"] == "both" else {}),
            "text": author.prose(150),
        },
        "bottom_line": _bottom_line(author, sources),
        "fits": [{"axis": draw.one(_AXES), "text": author.text(70)} for _ in range(draw.between(4, 5))],
        "excludes": _excludes(author, ways, sources),
        "ratings": table.fields,
        "differential": _differential(author),
        "rationale": _rationale(author, table),
    }
    if table.against:
        fields["not_recommended"] = _not_recommended(author, table)
    return fields | {
        "workflow": _workflow(author, table, ways, sources),
        "pitfalls": _pitfalls(author),
        "related": _related(author, ways, sources),
        "faq": _faq(author),
        "review": REVIEW,
    }


def _sources(draw: Draw, number: int, topic: TopicPlan) -> list[str]:
    """The topic's guideline and the scenario's own source; then mostly the topic's, some that all cite, and any."""
    own = number + FIRST_SOURCES
    found = {topic.first: None, own: None}
    count = draw.share(_CITED)
    while len(found) < count:
        mark = draw.below(100)
        if mark < 70:
            found[draw.between(topic.first, own)] = None
        elif mark < 90:
            found[draw.below(FIRST_SOURCES)] = None
        else:
            found[draw.below(own)] = None
    return [source_id(source) for source in found]


def _population(author: Author) -> Fields:
    draw = author.draw
    return {
        "summary": f"{MARK} · {author.words(2)} · {author.words(2)}",
        "age_group": draw.one(("adult", "adult", "adult", "child", "both")),
        "sex": draw.one(("any", "any", "any", "any", "female", "male")),
    }


def _bottom_line(author: Author, sources: list[str]) -> Fields:
    return {
        kind: [f"{author.line(8, 14)} [@{author.draw.one(sources)}]." for _ in range(lines)]
        for kind, lines in (("do", 1), ("consider", 2), ("avoid", 1), ("call", 1))
    }


def _excludes(author: Author, ways: Ways, sources: list[str]) -> Value:
    draw = author.draw
    exclusions: list[dict[str, Value]] = [
        {
            "axis": draw.one(_AXES),
            "text": author.text(120),
            "routes": ways.routes(sources, draw.between(1, 2), within=False),
        }
        for _ in range(draw.between(6, 8))
    ]
    exclusions[-1]["emergency"] = {"time": "At once", "services": [f"{MARK} service {draw.between(1, 30)}"]}
    return list(exclusions)


def _differential(author: Author) -> Fields:
    count = author.draw.between(3, 6)
    ranks = ("primary", "secondary", "secondary", "unlikely", "unlikely", "unlikely")
    return {
        "intro": author.prose(200),
        "diagnoses": [
            {"name": author.line(2, 5), "importance": rank, "text": author.prose(130, 1, 2)} for rank in ranks[:count]
        ],
    }


def _rationale(author: Author, table: Table) -> Fields:
    fields: dict[str, Value] = {
        "text": author.prose(180, 2, 3),
        "advantages": [
            {"label": author.line(2, 4), "text": author.prose(120)} for _ in range(author.draw.between(3, 4))
        ],
    }
    return fields | ({"disagreement": author.prose(170, 1, 2)} if table.disputed else {})


def _not_recommended(author: Author, table: Table) -> Value:
    chosen = author.draw.some(table.against, author.draw.between(1, 3))
    return [{"procedures": [id], "text": author.prose(130)} for id in chosen]


def _workflow(author: Author, table: Table, ways: Ways, sources: list[str]) -> Fields:
    return {
        "intro": author.prose(150),
        "pathways": [
            {
                "title": author.line(2, 4),
                "after": after,
                "outcomes": [
                    _outcome(author, kind, ways, sources) for kind in ("positive", "negative", "indeterminate")
                ],
            }
            for after in ([[id] for id in table.answers] or [[]])
        ],
    }


def _outcome(author: Author, kind: str, ways: Ways, sources: list[str]) -> Fields:
    draw = author.draw
    fields: dict[str, Value] = {
        "kind": kind,
        "finding": author.line(4, 7),
        "step": f"{author.line(5, 10)}.",
        "meaning": author.prose(120),
        "action": author.prose(120, 1, 2),
    }
    if count := draw.below(4):
        fields["next"] = ways.routes(sources, count, within=True)
    return fields | ({"urgency": "soon"} if draw.chance(10) else {})


def _pitfalls(author: Author) -> Value:
    pitfalls: list[dict[str, Value]] = [{"title": author.line(4, 8), "text": author.prose(130)} for _ in range(5)]
    pitfalls[0]["escalation"] = author.prose(140)
    return pitfalls


def _related(author: Author, ways: Ways, sources: list[str]) -> Value:
    entries: list[Fields] = [
        {"kind": "topic", "id": ways.topic, "note": author.line(3, 6)},
        {"kind": "protocol", "id": ways.protocol(), "note": author.line(3, 6)},
        {"kind": "source", "id": sources[0], "note": author.line(3, 6)},
    ]
    return entries + [{"kind": "scenario", "id": id, "note": author.line(3, 6)} for id in ways.scenarios(4)]


def _faq(author: Author) -> Value:
    questions = [
        {"question": f"{author.line(7, 12)}?", "answer": author.prose(130)} for _ in range(author.draw.between(5, 7))
    ]
    if author.draw.chance(20):
        questions[-1]["answer"] = author.bullets(3)
    return questions
