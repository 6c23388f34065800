"""Addresses: a link from any page leads to any other, as a file for Markdown and as an address for HTML."""

from __future__ import annotations

from itertools import product
from posixpath import dirname, join, normpath
from urllib.parse import urldefrag, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbook import urls
from wardbook.kinds import KINDS
from wardbook.model.patterns import SLUG, SLUG_LENGTH

SITE = "https://toys.example/imaging/"
NAMES = tuple(KINDS)
FIXED = (
    urls.HOME,
    urls.TOPICS,
    urls.PROCEDURES,
    urls.PROTOCOLS,
    urls.SOURCES,
    urls.SCALES,
)
SECTIONS = ("treatment", "differential", "rationale", "workflow", "pitfalls", "faq")

slugs = st.one_of(
    st.from_regex(SLUG, fullmatch=True).filter(lambda slug: len(slug) <= SLUG_LENGTH),
    st.sampled_from(["resistive-index", "md", "pi", "1"]),
)
pages = st.one_of(
    st.sampled_from(FIXED),
    st.builds(urls.page_of, st.sampled_from(NAMES), slugs),
    st.builds(urls.section_of, slugs, st.sampled_from(SECTIONS)),
)


def served_at(page: str) -> str:
    """Where MkDocs serves a page, by its rule for directory addresses."""
    folder, _, name = f"/{page}".rpartition("/")
    address = folder if name == "index.md" else f"{folder}/{name.removesuffix('.md')}"
    return f"{SITE}{address.removeprefix('/')}/" if address else SITE


@given(origin=pages, target=pages, anchor=st.sampled_from(["", "faq"]))
def test_a_link_leads_to_its_page(origin: str, target: str, anchor: str) -> None:
    href = urls.href(target, anchor)
    file, fragment = urldefrag(urls.resolved(href.file, origin))
    assert normpath(join(dirname(origin), file)) == target if file else origin == target
    assert fragment == anchor
    assert urljoin(served_at(origin), urls.resolved(href.url, origin)) == served_at(target) + (
        f"#{anchor}" if anchor else ""
    )


@given(page=pages)
def test_an_address_has_no_slash_around_it(page: str) -> None:
    address = urls.address(page)
    assert address == address.strip("/")
    assert served_at(page) == (f"{SITE}{address}/" if address else SITE)


@pytest.mark.parametrize(("origin", "target"), tuple(product(FIXED, repeat=2)))
def test_every_list_reaches_every_other(origin: str, target: str) -> None:
    assert urljoin(served_at(origin), urls.resolved(urls.href(target).url, origin)) == served_at(target)


def test_a_link_within_a_page_stays_in_it() -> None:
    lump = urls.page_of("scenario", "lump")
    assert [urls.resolved(form, lump) for form in urls.href(lump)] == ["index.md", "./"]
    assert [urls.resolved(form, lump) for form in urls.href(lump, "faq")] == ["#faq", "#faq"]


def test_a_text_keeps_its_words_when_its_links_are_resolved() -> None:
    href, drawing = urls.href(urls.page_of("scenario", "lump")), urls.file("assets/bear.svg")
    text = f'<a href="{href.url}">lump</a>, [lump]({href.file}), drawn in {drawing}.'
    assert urls.resolved(text, urls.page_of("topic", "bears")) == (
        '<a href="../../scenarios/lump/">lump</a>, [lump](../scenarios/lump/index.md), drawn in ../../assets/bear.svg.'
    )
