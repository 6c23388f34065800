"""Controls that this program has against hazards, each with the test that shows it.

A hazard log names them by their ids. `tests/architecture/test_controls.py` fails where a test is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Control:
    """A property of every library, and the test that shows it."""

    text: str
    """One sentence."""
    test: str
    """The test, as `tests/FILE.py::NAME`."""


CONTROLS: Final[Mapping[str, Control]] = {
    "old-page-says-so": Control(
        "A page that is past its review date says so above its answer, on the reader's day.",
        "tests/browser/test_ageing.py::test_page_says_above_its_answer_that_the_day_is_past",
    ),
    "old-embed-says-so": Control(
        "An embedded page that is past its review date says so on the reader's day.",
        "tests/browser/test_embed_scripts.py::test_page_says_in_every_way_when_its_day_is_past",
    ),
    "old-result-says-so": Control(
        "The finder says of a scenario that it is past its review date, on the reader's day.",
        "tests/browser/test_finder_page.py::test_page_past_its_review_date_says_so_on_the_reader_s_day",
    ),
    "old-list-says-so": Control(
        "Lists and embeds say of a page that it is past its review date, on the reader's day.",
        "tests/browser/test_ageing.py::test_lists_and_embeds_say_so_by_the_same_rule_and_in_the_same_words",
    ),
    "status-on-every-surface": Control(
        "The status of a page has the same facts and words on its pages and in its embeds.",
        "tests/views/test_states.py::test_line_is_the_same_on_every_page_and_embed",
    ),
    "printed-copy-is-checked": Control(
        "A code on each printed copy leads to a page that says whether the copy is current.",
        "tests/views/test_copies.py::test_a_copy_with_other_words_and_the_same_version",
    ),
    "withdrawn-answer-is-gone": Control(
        "A superseded or withdrawn scenario keeps its address, and its former answer is shown nowhere.",
        "tests/views/test_states.py::test_former_answer_is_nowhere",
    ),
    "who-it-is-for-comes-first": Control(
        "The question and the patients stand on the first screen.",
        "tests/browser/test_first_screen.py::test_question_and_population",
    ),
    "address-stays": Control(
        "The address of a record that moved or was removed says where to go.",
        "tests/browser/test_moved_pages.py::test_notice_leads_to_the_new_page_and_nobody_is_led_unseen",
    ),
    "golden-queries": Control(
        "A build fails if a query of the library's list no longer finds its page.",
        "tests/browser/test_search_answers.py::test_golden_query_finds_its_page_as_in_the_build",
    ),
    "search-says-it-failed": Control(
        "The search says so if a part of it cannot be loaded.",
        "tests/browser/test_search_troubles.py::test_search_says_when_a_part_of_it_is_not_there",
    ),
    "abbreviation-offers-meanings": Control(
        "A search for an abbreviation with several meanings offers them.",
        "tests/browser/test_search_answers.py::test_abbreviation_with_several_meanings_offers_those_that_pages_have",
    ),
    "every-rule-reports": Control(
        "The check reports each fault of the data once, with its file and line.",
        "tests/checks/test_faults.py::test_every_fault_is_told_once_with_its_place",
    ),
    "dose-of-the-population": Control(
        "A procedure shows the radiation level of the population that the page is about.",
        "tests/views/test_finder.py::test_procedures_have_the_levels_of_their_own_populations",
    ),
    "paper-has-the-same-words": Control(
        "A PDF has the words of its page.",
        "tests/render/test_pdfs.py::test_handout_says_what_the_page_says",
    ),
    "embed-has-the-same-words": Control(
        "An embed has the words of its page.",
        "tests/views/test_embeds.py::test_embed_says_what_the_page_says_word_for_word",
    ),
    "text-as-typed": Control(
        "The words of a text field are the words on the page, in the embed and on paper.",
        "tests/text/test_what_is_read.py::test_words_are_read_as_typed_or_the_check_says_why_not",
    ),
    "rating-without-color": Control(
        "A rating is told by its symbol and its words, before its color.",
        "tests/browser/test_ratings.py::test_ratings_differ_in_symbol_and_words_before_colour",
    ),
    "number-beside-its-unit": Control(
        "A number and its unit stay together in text of both directions.",
        "tests/views/test_direction.py::test_number_and_unit_stand_side_by_side_on_paper",
    ),
    "symbols-from-the-site": Control(
        "Radiation symbols come from a font of the site.",
        "tests/browser/test_radiation.py::test_symbols_come_from_a_font_of_the_site",
    ),
    "whole-without-scripts": Control(
        "An embed is whole without scripts.",
        "tests/browser/test_embedding.py::test_embed_is_whole_without_scripts",
    ),
    "published-in-one-step": Control(
        "A reader who reads during a publication gets the old site or the new one, and never a mixture.",
        "tests/publish/test_reading_while_publishing.py::test_whoever_reads_while_builds_publish_gets_a_whole_page_of_one_of_them",
    ),
    "copy-can-be-verified": Control(
        "A published copy can be compared with its checksums.",
        "tests/publish/test_verification.py::test_every_difference_is_told",
    ),
    "no-cookie": Control(
        "The site sets no cookie.",
        "tests/browser/test_every_page.py::test_page_sets_no_cookie",
    ),
    "no-other-origin": Control(
        "A page asks no other site for anything.",
        "tests/browser/test_every_page.py::test_page_asks_no_other_host_for_anything",
    ),
    "holds-no-patient-data": Control(
        "The site has no form but search and finder, and keeps nothing about a patient on the reader's device.",
        "tests/browser/test_no_patient_data.py::test_fields_are_those_of_search_finder_and_menu",
    ),
}
"""The controls by their ids, which never change."""
