"""Other words for what a page says, so that the search finds it whichever of them somebody types."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from wardbook.model.settings import Term

KEPT_WORDS: Final = 2**16
"""Words that are kept folded: more than a large library has."""
_WORD: Final = re.compile(r"[^\W_]+(?:['’/+·-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class OtherWords:
    """A term as a text says it, and its other forms."""

    said: str
    others: tuple[str, ...]


class Synonyms:
    """The library's terms in all their forms, ready to be found in texts.

    A form with capitals inside, such as `US` or `mSv`, is found only as it is written, because `us`
    is another word; all others are found in any case.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._forms = [_forms(term) for term in terms]
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, int]]] = defaultdict(list)
        for number, forms in enumerate(self._forms):
            for form in forms:
                words = tuple(_folded(form))
                if words:
                    self._by_first[words[0]].append((words, form, number))

    def of(self, texts: Iterable[str]) -> tuple[OtherWords, ...]:
        """The terms in some texts in alphabetical order, each with the forms that do not stand there."""
        used: set[str] = set()
        terms: set[int] = set()
        for text in texts:
            words = _folded(text)
            if self._by_first.keys().isdisjoint(words):  # most texts
                continue
            for place, word in enumerate(words):
                for form, written, term in self._by_first.get(word, ()):
                    if tuple(words[place : place + len(form)]) == form:
                        used.add(written)
                        terms.add(term)
        found = (self._other_words(term, used) for term in terms)
        return tuple(sorted((term for term in found if term.others), key=lambda term: term.said))

    def _other_words(self, term: int, used: set[str]) -> OtherWords:
        forms = self._forms[term]
        said = next(form for form in forms if form in used)
        return OtherWords(said, tuple(form for form in forms if form not in used))


def _forms(term: Term) -> tuple[str, ...]:
    return (term.term, *((term.abbreviation,) if term.abbreviation else ()), *term.synonyms, *term.spellings)


def _folded(text: str) -> Sequence[str]:
    """The words of a text, those in small letters that mean the same in any case."""
    return list(map(_fold, _WORD.findall(text)))


@lru_cache(KEPT_WORDS)
def _fold(word: str) -> str:
    return word if _is_code(word) else word.casefold()


def _is_code(word: str) -> bool:
    return len(word) > 1 and any(character.isupper() for character in word[1:])
