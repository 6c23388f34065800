"""Where a page's inputs come from when only some of the library is at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from typing import Any, Final

from wardbook.build.check import Survey
from wardbook.build.frozen import thaw
from wardbook.build.tracking import COPIES, LINKS, Note, shelved
from wardbook.library.library import Library
from wardbook.model.outline import Facts, Key, Links, links
from wardbook.read.document import parse

KEPT: Final = 4096
"""Thawed records that are kept at hand, at most; a page asks for about a hundred."""


class Stock:
    """The records of a survey, thawed when they are asked for."""

    def __init__(
        self, content: Survey, shown: Callable[[bytes], bytes], facts: Callable[[], Mapping[bytes, bytes]]
    ) -> None:
        """`shown` gives what is remembered of a sound file by its key, `facts` the facts of all of them."""
        self._content, self._shown, self._facts = content, shown, facts
        self._ids: dict[str, Mapping[str, object]] = {
            name: content.paths[_KIND_OF.get(name, name)] for name in (*content.paths, *_KIND_OF)
        }
        self._ids[COPIES] = content.copies

    def library(self, note: Note) -> Library:
        """The library for one page; `note` gets the name of each input that the page uses."""
        return shelved(self._content.standards, self._ids, self.fetch, note)

    def fetch(self, shelf: str, id: str) -> Any:
        """What stands on a shelf under an id."""
        if shelf == COPIES:
            return self._content.copies[id]
        if shelf in LINKS:
            return getattr(self.links, shelf).get(id, ())
        path = self._content.paths[_KIND_OF.get(shelf, shelf)][id]
        return self._scenario(path) if shelf == "scenario" else self._thawed(self._content.keys[path])

    def share(self) -> None:
        """Work out now what every process would work out for itself."""
        self.links  # noqa: B018  # is kept once it has been looked at

    @cached_property
    def links(self) -> Links:
        """Who refers to whom."""
        found: dict[Key, Facts] = dict(self._content.standing)
        remembered = self._facts()
        for key in self._content.keys.values():
            found |= dict(thaw(remembered[key]))
        return links(found)

    def _scenario(self, path: str) -> Any:
        if path in self._content.records:
            return thaw(self._content.records[path])
        document = parse(path, self._content.snapshot[path]).document
        if document is None:
            raise KeyError(path)
        return document.record

    @cached_property
    def _thawed(self) -> Any:
        return lru_cache(KEPT)(lambda key: thaw(self._shown(key)))


_KIND_OF: Final = {"card": "scenario", "cited_by": "source", "rated_in": "procedure", "done_by": "protocol"}
"""Whose ids a shelf has that is not a kind's own."""
