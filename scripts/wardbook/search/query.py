"""Queries of an index without a browser: by the very program that the index brings along.

An index holds the words in chunks, the pages in fragments, and a program in WebAssembly that
ranks. It is called here as the script beside it calls it; a test holds the two against each other.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from wasmtime import Func, FuncType, Instance, Memory, Module, Store

from wardbook.search.packed import read_json, unpacked
from wardbook.text.numbers import parted

_DROPPED: Final = frozenset({"Pd", "Pe", "Pf", "Pi", "Po", "Ps"})
"""Categories of characters that are dropped from a query: T-cell is looked up as tcell."""
_WEIGHTS: Final = {
    "termSimilarity": "term_similarity",
    "pageLength": "page_length",
    "termSaturation": "term_saturation",
    "termFrequency": "term_frequency",
    "diacriticSimilarity": "diacritic_similarity",
    "metaWeights": "meta_weights",
}
_ANY_LANGUAGE: Final = "unknown"
"""The name of the program that serves every language."""
_QUOTED: Final = 3
"""The fewest characters of a phrase in quotes."""
_ANSWERS_FIRST: Final = 3
"""The scenarios before the pages that are called what is asked for."""
_SHORT: Final = 3
"""The most characters of a word that is always looked for as it stands."""
_ROUNDING: Final = 1e-5
"""The share of a score that rounding may take or add."""
_NEGATIONS: Final = frozenset({"no", "not", "non", "without"})


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
        return not {"title", "names"}.isdisjoint(self.fields) and not self.is_answer

    @property
    def is_about(self) -> bool:
        """Whether the words stand in the title, in another name for it or in an answer."""
        return self.is_answer or self.is_called_so

    @property
    def is_urgent(self) -> bool:
        """Whether the words stand in the emergencies of a scenario, or mean what stands there."""
        return not {"emergencies", "warned"}.isdisjoint(self.fields)


class IndexReader:
    """An opened index. It keeps what it has loaded, so that many queries cost little."""

    def __init__(self, folder: Path, ranking: Mapping[str, object]) -> None:
        """Open the index in `folder`; `ranking` holds the weights that the site sets."""
        self._folder = folder
        (language,) = read_json(folder / "pagefind-entry.json")["languages"].values()
        self._store = Store()
        # A language whose words are not inflected by the program, such as Chinese, has no program of its own.
        program = language["wasm"] or _ANY_LANGUAGE
        module = Module(self._store.engine, unpacked(folder / f"wasm.{program}.pagefind"))
        start = Func(self._store, FuncType([], []), lambda: None)
        self._exports = Instance(self._store, module, [start] * len(module.imports)).exports(self._store)
        meta = unpacked(folder / f"pagefind.{language['hash']}.pf_meta")
        self._index = self._call("init_pagefind", meta)
        self._index = self._call("set_ranking_weights", self._index, _weights(ranking))
        self._loaded: set[str] = set()
        every = json.loads(self._text("search", self._index, b"", b"", b"{}", b"", 0, 1))
        self._places = {result["p"]: place for place, result in enumerate(every["results"])}
        """The place of each page in the order of the index."""

    def find(self, query: str) -> list[str]:
        """The addresses of the pages that a query finds, the best first, such as `/procedures/us-scrotum/`.

        A short word, one in capitals or with a digit does not stand for the longer words that begin with it: `US` is
        no `use`. As somebody may still be typing, it does where no page has it as it stands. A number never does. A
        word that is negated is looked for with its negation, and pages that are called so come first. Words of which
        none is so short speak of emergencies.
        """
        words, numbers = parted(query)
        found = self._search(words) if words else self._search(f'"{numbers[0]}"') if numbers else []
        kept = found
        for word in exact_words(words):
            pages = self._with(word)
            kept = [page for page in kept if page.id in pages] if pages else kept
        kept = kept or found
        for phrase in negated(words):
            pages = self._with(phrase)
            having = [page for page in kept if page.id in pages]
            kept = sorted(having, key=lambda page: not pages[page.id].is_about) if having else kept
        for number in numbers:
            pages = self._with(number)
            kept = [page for page in kept if page.id in pages]
        kept = kept if exact_words(words) else urgent_first(kept)
        return [self._address(page.id) for page in arranged(kept)]

    def _with(self, phrase: str) -> dict[str, Found]:
        """The pages that have a word or a phrase as it stands, by their ids."""
        return {page.id: page for page in self._search(f'"{phrase}"')}

    def _search(self, query: str) -> list[Found]:
        """The pages that the index finds, the best first."""
        text = query.strip()
        quoted = _is_quoted(text)
        words = _normal(text)
        if not words:
            return []
        for chunk in json.loads(self._text("request_indexes", self._index, words.encode())):
            if chunk and chunk not in self._loaded:
                raw = unpacked(self._folder / "index" / f"{chunk}.pf_index")
                self._index = self._call("load_index_chunk", self._index, raw)
                self._loaded.add(chunk)
        plain = _without_marks(words).encode()
        found = json.loads(self._text("search", self._index, plain, words.encode(), b"{}", b"", int(quoted), 0))
        pages = [Found(result["p"], result["s"], frozenset(result.get("mf", ()))) for result in found["results"]]
        return settled(pages, self._places)

    def _address(self, page: str) -> str:
        address: str = json.loads(unpacked(self._folder / "fragment" / f"{page}.pf_fragment"))["url"]
        return address

    def _call(self, name: str, *arguments: bytes | int) -> Any:
        """Call a function of the program; bytes are handed over as their place in its memory and their length."""
        handed: list[int] = []
        for argument in arguments:
            handed += self._handed(argument) if isinstance(argument, bytes) else (argument,)
        return self._exports[name](self._store, *handed)  # type: ignore[operator]  # is a function by its name

    def _handed(self, raw: bytes) -> tuple[int, int]:
        place: int = self._exports["__wbindgen_malloc"](self._store, len(raw), 1)  # type: ignore[operator]
        self._memory.write(self._store, raw, place)
        return place, len(raw)

    def _text(self, name: str, *arguments: bytes | int) -> str:
        """Call a function that returns a text."""
        place, length = self._call(name, *arguments)
        text = bytes(self._memory.read(self._store, place, place + length)).decode()
        self._exports["__wbindgen_free"](self._store, place, length, 1)  # type: ignore[operator]
        return text

    @property
    def _memory(self) -> Memory:
        return self._exports["memory"]  # type: ignore[return-value]  # is a memory by its name


def settled(found: Sequence[Found], places: Mapping[str, int]) -> list[Found]:
    """Pages from the best first, in an order that is the same with every search.

    The index adds up its scores in an order that changes from search to search, so the same page may have another last
    digit. Pages whose scores are the same but for that stand in the order of the index, in which each has its place.
    """
    rank = 0
    ranks = {page.id: rank for page in found[:1]}
    for before, page in pairwise(found):
        if before.score - page.score > page.score * _ROUNDING:
            rank += 1
        ranks[page.id] = rank
    return sorted(found, key=lambda page: (ranks[page.id], places[page.id]))


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
    """The words of a query that are looked for as they stand: those in capitals, with a digit, or of three signs."""
    text = query.strip()
    return [] if _is_quoted(text) else [word for word in text.split() if _is_exact(word)]


def negated(query: str) -> list[str]:
    """The words of a query that are negated, each with its negation: `no contrast`."""
    text = query.strip()
    words = [] if _is_quoted(text) else text.split()
    return [f"{word} {after}" for word, after in pairwise(words) if word.casefold() in _NEGATIONS]


def _is_exact(word: str) -> bool:
    signs = _normal(word)
    has_digit = any(character.isascii() and character.isdigit() for character in signs)
    return bool(signs) and (word.isupper() or has_digit or len(signs) <= _SHORT)


def _is_quoted(text: str) -> bool:
    return len(text) >= _QUOTED and text[0] == text[-1] == '"'


def _weights(ranking: Mapping[str, object]) -> bytes:
    """The weights as the program takes them: its names for them, and nothing for those that are not set."""
    return json.dumps({name: ranking.get(key) for key, name in _WEIGHTS.items()}).encode()


def _normal(query: str) -> str:
    heard = "".join(character.lower() for character in query if unicodedata.category(character) not in _DROPPED)
    return " ".join(heard.split())


def _without_marks(words: str) -> str:
    decomposed = unicodedata.normalize("NFD", words)
    return "".join(character for character in decomposed if not unicodedata.category(character).startswith("M"))
