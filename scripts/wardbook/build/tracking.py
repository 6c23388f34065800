"""A library that hands out its records one by one and notes who was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from wardbook.library.library import Library
from wardbook.model.finder import Presentation
from wardbook.model.outline import Links
from wardbook.model.register import Move
from wardbook.model.scales import Scales
from wardbook.model.settings import Person, Settings, Term

T = TypeVar("T")

Note = Callable[[str], None]


class Shelf(Mapping[str, T], Generic[T]):
    """Records of one kind by id; whoever looks at one, or for one, is noted as depending on it."""

    def __init__(self, name: str, ids: Mapping[str, object], fetch: Callable[[str], T], note: Note) -> None:
        self._name, self._ids, self._fetch, self._note = name, ids, fetch, note

    def __getitem__(self, id: str) -> T:
        self._note(input_name(self._name, id))
        if id not in self._ids:
            raise KeyError(id)
        return self._fetch(id)

    def __iter__(self) -> Iterator[str]:
        self._note(input_name(self._name, "*"))
        return iter(self._ids)

    def __len__(self) -> int:
        self._note(input_name(self._name, "*"))
        return len(self._ids)


def input_name(shelf: str, id: str) -> str:
    """The name of an input of a page: a record on a shelf, or with `*` the list of all ids on it."""
    return f"{shelf}:{id}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Standards:
    """What every page depends on; a change in it renders everything anew."""

    settings: Settings
    scales: Scales
    terms: tuple[Term, ...]
    presentations: tuple[Presentation, ...]
    people: Mapping[str, Person]
    moved: tuple[Move, ...]
    logo: bytes | None


LINKS: Final = ("cited_by", "rated_in", "done_by")
"""The shelves that say who refers to a record."""
COPIES: Final = "copies"
"""The shelf of the printed copies that were published."""


def shelved(
    standards: Standards,
    ids: Mapping[str, Mapping[str, object]],
    fetch: Callable[[str, str], Any],
    note: Note,
) -> Library:
    """The library as one page sees it: `fetch` gives what stands on a shelf under an id, `note` gets its name."""

    def shelf(name: str) -> Shelf[Any]:
        return Shelf(name, ids[name], lambda id: fetch(name, id), note)

    return Library(
        settings=standards.settings,
        scales=standards.scales,
        terms=standards.terms,
        presentations=standards.presentations,
        people=standards.people,
        sources=shelf("source"),
        procedures=shelf("procedure"),
        topics=shelf("topic"),
        scenarios=shelf("scenario"),
        cards=shelf("card"),
        protocols=shelf("protocol"),
        pages=shelf("page"),
        moved=standards.moved,
        copies=shelf(COPIES),
        links=Links(cited_by=shelf("cited_by"), rated_in=shelf("rated_in"), done_by=shelf("done_by")),
        logo=standards.logo,
    )
