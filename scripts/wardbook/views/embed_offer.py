"""The offer to embed a page: its parts, and the address of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from wardbook import urls
from wardbook.kinds import KINDS
from wardbook.library.library import Library
from wardbook.views.page import Embedding
from wardbook.views.sections import SECTIONS


@dataclass(frozen=True, slots=True)
class Choice:
    """A part of a record that can be embedded, as one chooses it."""

    part: str
    """Its name in addresses."""
    label: str
    anchor: str = ""
    """Its anchor on the record's page; empty for the top."""


ARTICLE: Final = Choice("article", "Whole page")
ANSWER: Final = Choice("answer", "Short answer")
SECTION_CHOICES: Final = tuple(Choice(s.slug, s.title, s.slug) for s in SECTIONS if s.slug != "related")
"""The sections that say something by themselves: links to other pages do not."""
OF_SCENARIOS: Final = (ARTICLE, ANSWER, *SECTION_CHOICES)


def choices(kind: str) -> tuple[Choice, ...]:
    """The parts that a record of a kind may have to be embedded, the whole first."""
    return OF_SCENARIOS if KINDS[kind].has_sections else (ARTICLE,)


def choices_of_article(titles: Mapping[str, str]) -> tuple[Choice, ...]:
    """The parts of a scenario with sections of these titles that can be embedded, the whole first."""
    sections = (replace(one, label=titles[one.part]) for one in SECTION_CHOICES if one.part in titles)
    return (ARTICLE, ANSWER, *sections)


def embedding(
    kind: str, id: str, title: str, parts: Iterable[Choice], library: Library, *, part: str = ARTICLE.part
) -> Embedding:
    """The offer of the parts of a record, on the page that shows the part `part`."""
    return Embedding(
        title=title,
        href=urls.href(urls.embed_of(kind, id, part)).url,
        site=library.settings.address or "",
        choices=tuple((choice.label, *_addresses(kind, id, choice)) for choice in parts),
        oembed=urls.oembed_of(kind, id, part),
    )


def _addresses(kind: str, id: str, choice: Choice) -> tuple[str, str]:
    embed, page = urls.embed_of(kind, id, choice.part), urls.page_of(kind, id)
    return f"{urls.address(embed)}/", f"{urls.address(page)}/{choice.anchor and '#'}{choice.anchor}"
