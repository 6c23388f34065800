"""Rules about claims and what backs them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from wardbook.model.records.claims import claims_of
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.scenario import Scenario
from wardbook.model.records.topic import Topic
from wardbook.model.settings import Settings
from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.read.document import Document

_QUOTED: Final = 60
"""The characters of a claim that a message quotes."""


def live_pages_cite_their_claims(content: Content) -> Iterator[Problem]:
    """A live page has no more claims without a citation than the settings allow."""
    settings = content.one(Settings)
    most = settings.record.uncited_claims if settings else None
    if most is None:
        return
    pages: tuple[Document[Any], ...] = (*content.of(Scenario), *content.of(Topic), *content.of(Protocol))
    for page in (page for page in pages if page.record.review.status == "live"):
        uncited = [claim for claim in claims_of(page.record) if claim.stands == "uncited"]
        for claim in uncited if len(uncited) > most else ():
            yield page.problem(
                claim.loc,
                f"expected a citation, because a live page may have {most} claims without one and this page has"
                f" {len(uncited)}, got none for `{_quoted(claim.words)}`: cite a source, or say that none backs it"
                " with `standing: local` or `standing: opinion`",
            )


def _quoted(words: str) -> str:
    return words if len(words) <= _QUOTED else f"{words[:_QUOTED].rstrip()}…"
