"""Queries of an index without a browser: by the very program that the index brings along.

An index holds the words in chunks, the pages in fragments, and a program in WebAssembly that
ranks. It is called here as the script beside it calls it; a test holds the two against each other.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from wasmtime import Func, FuncType, Instance, Memory, Module, Store

from wardbook.search.order import (
    FEW,
    Found,
    arranged,
    by_subject,
    exact_words,
    is_quoted,
    negated,
    normal,
    settled,
    urgent_first,
    without_weak,
    words_of_subject,
)
from wardbook.search.packed import ORDER_FILE, read_json, unpacked
from wardbook.text.numbers import parted

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
_BARE: Final = re.compile(r"n\d+(?:d\d+)?")
"""A number without a unit, as a word of the index."""


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
        self._places = {page: place for place, page in enumerate(read_json(folder / ORDER_FILE))}
        """The place of each page in the order of the index."""

    def find(self, query: str) -> list[str]:
        """The addresses of the pages that a query finds, the best first, such as `/procedures/us-scrotum/`.

        Where few pages have all of it, those follow that lack weak words or numbers without a unit.
        """
        words, numbers = parted(query)
        found = self._having_all(words, numbers)
        core, with_unit = without_weak(words), [number for number in numbers if not _BARE.fullmatch(number)]
        if core and 0 < len(found) < FEW and (core, with_unit) != (words, list(numbers)):
            known = {page.id for page in found}
            found += [page for page in self._having_all(core, with_unit) if page.id not in known]
        return [self._address(page.id) for page in found]

    def _having_all(self, words: str, numbers: Iterable[str]) -> list[Found]:
        """The pages that have all words and numbers, the best first.

        A short word, one in capitals or with a digit does not stand for the longer words that begin with it: `US` is
        no `use`. As somebody may still be typing, it does where no page has it as it stands. A number never does. A
        word that is negated is looked for with its negation, and pages that are called so come first. Words of which
        none is so short speak of emergencies. Of several words, pages come first that are about most of them.
        """
        numbers = tuple(numbers)
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
        return arranged(by_subject(kept, map(self._with_word, words_of_subject(words))))

    def _with_word(self, word: str) -> dict[str, Found]:
        """The pages that have a word, as far as it goes in longer ones, with all places; a phrase has only one."""
        pages = {page.id: page for page in self._search(word)}
        exact = self._with(word) if exact_words(word) else {}
        return {id: pages[id] for id in exact if id in pages} or pages

    def _with(self, phrase: str) -> dict[str, Found]:
        """The pages that have a word or a phrase as it stands, by their ids."""
        return {page.id: page for page in self._search(f'"{phrase}"')}

    def _search(self, query: str) -> list[Found]:
        """The pages that the index finds, the best first."""
        text = query.strip()
        quoted = is_quoted(text)
        words = normal(text)
        if not words:
            return []
        for chunk in json.loads(self._text("request_indexes", self._index, words.encode())):
            if chunk:
                self.load(chunk)
        plain = _without_marks(words).encode()
        found = json.loads(self._text("search", self._index, plain, words.encode(), b"{}", b"", int(quoted), 0))
        pages = [Found(result["p"], result["s"], frozenset(result.get("mf", ()))) for result in found["results"]]
        return settled(pages, self._places)

    def load(self, chunk: str) -> None:
        """Load a part of the index by its name. What is loaded has a say in later queries, as in a reader's window."""
        if chunk not in self._loaded:
            raw = unpacked(self._folder / "index" / f"{chunk}.pf_index")
            self._index = self._call("load_index_chunk", self._index, raw)
            self._loaded.add(chunk)

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


def _weights(ranking: Mapping[str, object]) -> bytes:
    """The weights as the program takes them: its names for them, and nothing for those that are not set."""
    return json.dumps({name: ranking.get(key) for key, name in _WEIGHTS.items()}).encode()


def _without_marks(words: str) -> str:
    decomposed = unicodedata.normalize("NFD", words)
    return "".join(character for character in decomposed if not unicodedata.category(character).startswith("M"))
