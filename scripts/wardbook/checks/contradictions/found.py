"""Contradictions as the rules find them, those of them that editors have acknowledged, and the sentences to judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Final, Literal, NamedTuple

from wardbook.checks.between import CrossProblem, Outlines
from wardbook.kinds import PAGE, SOURCE
from wardbook.model.outline import Key
from wardbook.model.outline.said import Said, Speaks
from wardbook.model.outline.statements import Statements
from wardbook.model.records.acknowledgement import ContradictionKind
from wardbook.model.traverse import Loc

LONGEST_QUOTE: Final = 100
"""Characters of a sentence that a message quotes."""


_WITHOUT: Final = frozenset({SOURCE, PAGE})
"""Kinds of records in which nothing is acknowledged."""


class Contradiction(NamedTuple):
    """Two statements that cannot both be right."""

    rule: ContradictionKind
    key: Key
    loc: Loc
    words: str
    """The sentence, or the value, that is at fault or right."""
    message: str
    """Expected, got and advice; with `ELSEWHERE` for each of the other places."""
    others: tuple[tuple[Key, Loc], ...] = ()

    @property
    def told(self) -> CrossProblem:
        """The fault as it is told."""
        return CrossProblem(
            key=self.key,
            field="",
            value="",
            message=f"{self.message}{how_to_acknowledge(self.rule)}" if self.key[0] not in _WITHOUT else self.message,
            loc=self.loc,
            others=self.others,
        )


class NotedLine(NamedTuple):
    """A statement that is noted with a source."""

    key: Key
    """The source."""
    number: int
    text: str
    locator: str
    """The place in the source; empty where none is given."""

    @property
    def loc(self) -> Loc:
        """Its place in the record."""
        return ("quoted", self.number)


FindsContradictions = Callable[[Outlines], Iterator[Contradiction]]
"""A function that finds contradictions between records."""


def unacknowledged(outlines: Outlines, finder: FindsContradictions) -> Iterator[CrossProblem]:
    """The contradictions that nobody has acknowledged."""
    for one in found(outlines, finder):
        known = outlines.by_key[one.key].statements.acknowledged
        if not any(rule == one.rule and words in one.words for rule, words in known):
            yield one.told


def found(outlines: Outlines, finder: FindsContradictions) -> tuple[Contradiction, ...]:
    """All contradictions of a kind."""
    return outlines.once(lambda outlines: tuple(dict.fromkeys(finder(outlines))), finder)


def how_to_acknowledge(rule: ContradictionKind) -> str:
    """The last words of a message: what to do where both statements are right."""
    return f"; if both are right, add it to `acknowledged:` with `rule: {rule}`, some of these words and the reason"


def short(words: str) -> str:
    """A sentence as a message quotes it."""
    return f"“{words}”" if len(words) <= LONGEST_QUOTE else f"“{words[: LONGEST_QUOTE - 1].rstrip()}…”"


def said_of(outlines: Outlines) -> Mapping[Speaks | Literal["patients"], list[tuple[Key, Said]]]:
    """The sentences by the subjects that they may speak of, and those with words for patients."""
    return outlines.once(_by_subject)


def _by_subject(outlines: Outlines) -> Mapping[Speaks | Literal["patients"], list[tuple[Key, Said]]]:
    found: dict[Speaks | Literal["patients"], list[tuple[Key, Said]]] = defaultdict(list)
    for key, outline in outlines.by_key.items():
        for said in outline.statements.said:
            for subject in said.speaks:
                found[subject].append((key, said))
            if said.patients:
                found["patients"].append((key, said))
    return found


def sentences(outlines: Outlines) -> Iterator[tuple[Key, Statements, Said]]:
    """All sentences, each with its record."""
    for key, outline in outlines.by_key.items():
        yield from ((key, outline.statements, said) for said in outline.statements.said)


def citing_sentences(outlines: Outlines) -> tuple[tuple[Key, Said], ...]:
    """The sentences that cite a source with which something is noted."""
    return outlines.once(_citing)


def _citing(outlines: Outlines) -> tuple[tuple[Key, Said], ...]:
    sources = [(id, one.statements) for (kind, id), one in outlines.by_key.items() if kind == SOURCE]
    noted = {id for id, facts in sources if facts.quoted is not None}
    return tuple((key, said) for key, _, said in sentences(outlines) if not noted.isdisjoint(said.sources))


def noted_lines(outlines: Outlines) -> Iterator[NotedLine]:
    """All that is noted with sources."""
    for key, outline in outlines.by_key.items():
        for number, (text, locator) in enumerate(outline.statements.quoted or ()):
            yield NotedLine(key, number, text, locator)


def figure_in_words(number: str) -> str:
    """A number as a message shows it."""
    value, _, unit = number.partition(" ")
    return f"{value.replace('d', '.')} {unit}".strip()
