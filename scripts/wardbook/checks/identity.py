"""Rules about ids and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any, Final

from wardbook.checks.helpers import repeated
from wardbook.model.finder import Finder
from wardbook.model.patterns import SLUG, as_slug
from wardbook.model.records import KIND_OF
from wardbook.model.scales import Scales
from wardbook.model.settings import People, ProsePage, Settings, Term, Terms
from wardbook.model.traverse import Loc
from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.read.document import Document
from wardbook.read.layout import GENERATED_PAGES

RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", "index"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)}
)
"""Names that Windows or a web server keeps for itself."""
WHOLE_LIBRARY: Final = "library"
"""The name by which the book of the whole library is printed and addressed."""


def ids_match_file_names(content: Content) -> Iterator[Problem]:
    """A record's id is its file's name, so that a file is found by its address."""
    for document in content.documents:
        id = getattr(document.record, "id", None)
        name = PurePosixPath(document.path).stem
        if id is not None and not re.fullmatch(SLUG, name):
            meant = as_slug(name)
            kind = KIND_OF.get(type(document.record), "")
            # On a disk that knows no case, renaming the one would be losing the other.
            taken = meant != name and meant in content.known.get(kind, frozenset())
            advice = f"there is a `{meant}`: make one of the two, or choose another id" if taken else ""
            yield document.problem((), f"expected a file named like an id, got `{name}`: {advice or _rename(meant)}")
        elif id is not None and id != name:
            yield document.problem(("id",), f"expected `{name}`, as the file is named, got `{id}`: make them equal")


def ids_are_portable(content: Content) -> Iterator[Problem]:
    """An id is no name that an operating system, a web server or a generated page keeps for itself."""
    for document in content.documents:
        id = getattr(document.record, "id", None)
        if id == WHOLE_LIBRARY and not isinstance(document.record, ProsePage):
            yield document.problem(
                ("id",),
                f"expected an id of its own, got `{id}`, which the book of the whole library has: choose another",
            )
        if id in RESERVED:
            yield document.problem(("id",), f"expected a portable id, got the reserved name `{id}`: choose another")
        if isinstance(document.record, ProsePage) and id in GENERATED_PAGES:
            yield document.problem(
                ("id",), f"expected an id of its own, got `{id}`, which a generated page has: choose another"
            )


def ids_are_unique(content: Content) -> Iterator[Problem]:
    """No two records of a kind have the same id."""
    for document in content.documents:
        path = PurePosixPath(document.path)
        id = getattr(document.record, "id", None)
        if id is not None and id != path.stem and id in content.known[KIND_OF[type(document.record)]]:
            elsewhere = path.with_stem(id)
            yield document.problem(
                ("id",), f"expected an id of its own, got `{id}`, which {elsewhere} has: choose another"
            )
    for people in content.of(People):
        yield from _repeats(people, "people", [person.id for person in people.record.people])
    for finder in content.of(Finder):
        for field in ("presentations", "stages", "modalities"):
            yield from _repeats(finder, field, [item.id for item in getattr(finder.record, field)])
    for scales in content.of(Scales):
        yield from _repeated_in_scales(scales)


def services_have_one_phone(content: Content) -> Iterator[Problem]:
    """A service stands once in the list of phone numbers."""
    for settings in content.of(Settings):
        for number, phone in repeated(settings.record.phones, key=lambda phone: phone.service):
            yield settings.problem(
                ("phones", number, "service"),
                f"expected a service once, got `{phone.service}` again: write both numbers into one",
            )


def terms_are_unique(content: Content) -> Iterator[Problem]:
    """An abbreviation stands for one term, because a reader sees one explanation."""
    for terms in content.of(Terms):
        first: dict[str, str] = {}
        for number, term in enumerate(terms.record.terms):
            if term.abbreviation is None:
                continue
            other = first.setdefault(term.abbreviation, term.term)
            if other != term.term:
                yield terms.problem(
                    ("terms", number, "abbreviation"),
                    f"expected an abbreviation of its own, got `{term.abbreviation}`, which stands for {other}:"
                    " keep one of them",
                )


def meanings_are_of_abbreviations(content: Content) -> Iterator[Problem]:
    """Only an abbreviation has other meanings, because the search offers them where it is typed."""
    for terms in content.of(Terms):
        for number, term in enumerate(terms.record.terms):
            if term.other_meanings and not term.abbreviation:
                yield terms.problem(
                    ("terms", number, "other_meanings"),
                    f"expected an abbreviation that means them, got none for `{term.term}`: add `abbreviation`, or take"
                    " them out",
                )


_ABBREVIATION: Final = ("abbreviation",)


def words_belong_to_one_term(content: Content) -> Iterator[Problem]:
    """A word, in any case, is a form of one term, because the search could not tell which one is meant."""
    for terms in content.of(Terms):
        owners: dict[str, tuple[str, Loc]] = {}
        for number, term in enumerate(terms.record.terms):
            for loc, word in _forms(term):
                owner, first = owners.setdefault(word.casefold(), (term.term, loc))
                if owner != term.term and (first, loc) != (_ABBREVIATION, _ABBREVIATION):
                    yield terms.problem(
                        ("terms", number, *loc),
                        f"expected a word of this term alone, got `{word}`, which belongs to {owner} too:"
                        " keep it in one of them",
                    )


def _forms(term: Term) -> Iterator[tuple[Loc, str]]:
    yield ("term",), term.term
    if term.abbreviation:
        yield _ABBREVIATION, term.abbreviation
    yield from ((("synonyms", number), word) for number, word in enumerate(term.synonyms))
    yield from ((("spellings", number), word) for number, word in enumerate(term.spellings))


def _rename(meant: str) -> str:
    return f"rename it to `{meant}`" if meant else "rename it to small letters, digits and single hyphens"


def _repeats(document: Document[Any], field: str, ids: Sequence[str]) -> Iterator[Problem]:
    yield from _repeated_at(document, [((field, number, "id"), id) for number, id in enumerate(ids)])


def _repeated_in_scales(document: Document[Scales]) -> Iterator[Problem]:
    """The ids that stand again, in the same scale or in another one."""
    scales = list(enumerate(document.record.scales))
    lists: tuple[Iterator[tuple[Loc, str]], ...] = (
        ((("scales", n, "id"), scale.id) for n, scale in scales),
        ((("scales", n, "categories", i, "id"), c.id) for n, scale in scales for i, c in enumerate(scale.categories)),
        (
            (("scales", n, "evidence", "levels", i, "id"), e.id)
            for n, scale in scales
            for i, e in enumerate(scale.levels)
        ),
        ((("radiation", "bands", i, "id"), band.id) for i, band in enumerate(document.record.bands)),
    )
    for places in lists:
        yield from _repeated_at(document, places)


def _repeated_at(document: Document[Any], places: Iterable[tuple[Loc, str]]) -> Iterator[Problem]:
    for _, (loc, id) in repeated(places, key=lambda place: place[1]):
        yield document.problem(loc, f"expected an id of its own, got `{id}` a second time: choose another")
