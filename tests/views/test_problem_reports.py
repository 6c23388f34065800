"""The link by which a reader reports a problem: it says which page, and goes where the library says."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from wardbook.library.library import Library
from wardbook.model.settings import Contact, Settings
from wardbook.render.problem_report import report_link

TITLE = "(Draft) Which picture? 50% & more\r\nBcc: a@b.example"
PAGE = "scenarios/new-bear-lump/faq.md"
ADDRESS = "https://toys.example/imaging/scenarios/new-bear-lump/faq/"


@pytest.fixture
def settings(library: Library) -> Settings:
    """The settings of the fixture guideline, whose contact has a mail address and a page."""
    return library.settings.model_copy(update={"problem_reports": None})


def test_mail_goes_to_the_contact_and_says_which_page(settings: Settings) -> None:
    link = urlsplit(report_link(settings, TITLE, "1.2", PAGE))

    assert (link.scheme, link.path) == ("mailto", "desk@toys.example")
    said = parse_qs(link.query, strict_parsing=True)
    assert set(said) == {"subject", "body"}
    assert said["subject"] == [f"Problem: {TITLE}"]
    assert said["body"][0].startswith(f"Page: {TITLE}\r\nVersion: 1.2\r\nAddress: {ADDRESS}\r\n")


def test_mail_about_a_page_without_a_review_names_no_version(settings: Settings) -> None:
    assert "Version" not in report_link(settings, "Topics", "", "topics/index.md")


def test_mail_goes_where_problems_are_reported(settings: Settings) -> None:
    settings = settings.model_copy(update={"problem_reports": "quality@toys.example"})

    assert report_link(settings, TITLE, "", PAGE).startswith("mailto:quality@toys.example?")


def test_form_gets_what_it_asks_for(settings: Settings) -> None:
    form = "https://forms.example/toys?what={title}&which={version}&where={address}"
    link = report_link(settings.model_copy(update={"problem_reports": form}), TITLE, "1.2", PAGE)

    assert link.startswith("https://forms.example/toys?what=")
    assert parse_qs(urlsplit(link).query) == {"what": [TITLE], "which": ["1.2"], "where": [ADDRESS]}


def test_page_of_the_contact_does_where_there_is_no_mail(settings: Settings) -> None:
    contact = Contact(label="Desk", url="https://toys.example/desk")

    assert report_link(settings.model_copy(update={"contact": contact}), TITLE, "", PAGE) == contact.url
    nobody = settings.model_copy(update={"contact": Contact(label="Desk")})
    assert report_link(nobody, TITLE, "", PAGE) == ""
