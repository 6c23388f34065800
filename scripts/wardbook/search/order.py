"""The pages of an index that count for a query, and their order; the site's search/ranking.js does the same."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_DROPPED: Final = frozenset({"Pd", "Pe", "Pf", "Pi", "Po", "Ps"})
"""Categories of characters that are dropped from a query: T-cell is looked up as tcell."""
_QUOTED: Final = 3
"""The fewest characters of a phrase in quotes."""
_ANSWERS_FIRST: Final = 3
"""The scenarios before the pages that are called what is asked for."""
_SHORT: Final = 3
"""The most characters of a word that is always looked for as it stands."""
_ROUNDING: Final = 1e-5
"""The share of a score that rounding may take or add."""
_NEGATIONS: Final = frozenset({"no", "not", "non", "without"})
_TITLES: Final = frozenset({"title", "called"})
"""The metadata with the title of a page and other words for it."""
_NAMES: Final = _TITLES | {"names", "question"}
_SUBJECTS: Final = _NAMES | {"answers", "summary", "groups"}
"""The metadata that say what a page is about."""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SMALL: Final = _listed("a an and are at for how in is of on or the to what which with")
"""Words that make no page fit better."""
_WEAK: Final = _SMALL | _listed(
    "any be begin best can could do does from get give given giving has have i if it make may me my must need needed"
    " needs our please shall should start started starting that then there this use used using want was we were when"
    " where who why will would you your"
)
"""Words for what somebody wants to know or to do; a page may be meant that has none of them."""
FEW: Final = 5
"""With fewer pages than this, those follow that lack weak words or numbers without a unit."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page that the index finds."""

    id: str
    """The index's name for it."""
    score: float
    """How well it answers, by the index."""
    fields: frozenset[str]
    """The metadata that have a word of the query."""

    @property
    def is_answer(self) -> bool:
        """Whether the words stand in the answer of a scenario."""
        return "answers" in self.fields

    @property
    def is_called_so(self) -> bool:
        """Whether the words stand in the title or in another name for it, and not in an answer."""
        return not _NAMES.isdisjoint(self.fields) and not self.is_answer

    @property
    def is_about(self) -> bool:
        """Whether the words stand in the title, in another name for it or in an answer."""
        return self.is_answer or self.is_called_so

    @property
    def is_urgent(self) -> bool:
        """Whether the words stand in the emergencies of a scenario, or mean what stands there."""
        return not {"emergencies", "warned"}.isdisjoint(self.fields)


def settled(found: Sequence[Found], places: Mapping[str, int]) -> list[Found]:
    """Pages from the best first, in an order that is the same with every search.

    The index adds up its scores in an order that changes from search to search, so the same page may have another last
    digit. Of pages whose scores are the same but for that, those come first whose title has the words or means them;
    then they stand in the order of the index, in which each has its place.
    """
    rank = 0
    ranks = {page.id: rank for page in found[:1]}
    for before, page in pairwise(found):
        if before.score - page.score > page.score * _ROUNDING:
            rank += 1
        ranks[page.id] = rank
    return sorted(found, key=lambda page: (ranks[page.id], page.fields.isdisjoint(_TITLES), places[page.id]))


def arranged(found: Sequence[Found]) -> list[Found]:
    """Pages in the order in which they are shown, from the best first.

    Where a study is asked for, hundreds of scenarios may have it as their answer. The study's own page and its
    protocol then stand behind the first three of them.
    """
    pages = list(found)
    if not pages or not pages[0].is_answer:
        return pages
    for place, page in enumerate([page for page in pages if page.is_called_so][:2], start=_ANSWERS_FIRST):
        if pages.index(page) > place:
            pages.remove(page)
            pages.insert(place, page)
    return pages


def urgent_first(found: Sequence[Found]) -> list[Found]:
    """Pages from the best first; where it only mentions what is asked for, the emergencies stand before it."""
    if not found or found[0].is_about or found[0].is_urgent:
        return list(found)
    return sorted(found, key=lambda page: not page.is_urgent)


def exact_words(query: str) -> list[str]:
    """The words of a query that are looked for as they stand: in capitals, with a digit, of three signs, or `with`."""
    text = query.strip()
    return [] if is_quoted(text) else [word for word in text.split() if _is_exact(word)]


def negated(query: str) -> list[str]:
    """The words of a query that are negated, each with its negation: `no contrast`."""
    text = query.strip()
    words = [] if is_quoted(text) else text.split()
    return [f"{word} {after}" for word, after in pairwise(words) if word.casefold() in _NEGATIONS]


def _is_exact(word: str) -> bool:
    signs = normal(word)
    has_digit = any(character.isascii() and character.isdigit() for character in signs)
    return bool(signs) and (word.isupper() or has_digit or len(signs) <= _SHORT or signs == "with")


def is_quoted(text: str) -> bool:
    """Whether a query is a phrase in quotes."""
    return len(text) >= _QUOTED and text[0] == text[-1] == '"'


def normal(query: str) -> str:
    """A query as the index compares it: in small letters, without marks of punctuation."""
    heard = "".join(character.lower() for character in query if unicodedata.category(character) not in _DROPPED)
    return " ".join(heard.split())


def words_of_subject(query: str) -> list[str]:
    """The words of a query by which pages are compared; none where one word or a phrase decides alone."""
    text = query.strip()
    words = [] if is_quoted(text) or negated(text) else [word for word in text.split() if word.casefold() not in _SMALL]
    return words if len(words) > 1 else []


def by_subject(found: Sequence[Found], having: Iterable[Mapping[str, Found]]) -> list[Found]:
    """Pages from the best first; before that, those that are about more of the words, whose pages `having` gives."""
    about = Counter(id for pages in having for id, page in pages.items() if page.fields & _SUBJECTS)
    return sorted(found, key=lambda page: -about[page.id])


def without_weak(query: str) -> str:
    """A query without its weak words; a word behind a negation stays."""
    text = query.strip()
    words = [] if is_quoted(text) else text.split()
    before = ["", *words]
    return " ".join(
        word
        for word, former in zip(words, before, strict=False)
        if word.casefold() not in _WEAK or (len(word) > 1 and word.isupper()) or former.casefold() in _NEGATIONS
    )
