"""Rules about words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.read.validate import PLACEHOLDER, where
from wardbook.text.characters import alphabets, hidden_characters

_PLACEHOLDER: Final = re.compile(rf"\b{PLACEHOLDER}\b")


def placeholders_are_replaced(content: Content) -> Iterator[Problem]:
    """No placeholder of a skeleton is published."""
    for file in content.files:
        for loc, text in file.text.texts:
            if PLACEHOLDER in text and _PLACEHOLDER.search(text):
                message = "expected a value, got the placeholder TODO: fill it in, or take the field out"
                yield Problem(file.text.path_of(loc, file.path), file.text.line_of(loc), where(loc), message)
    for page in content.bodies.values():
        if _PLACEHOLDER.search(page.source):
            message = "expected words, got the placeholder TODO: write them"
            yield Problem(page.path, page.line_of(PLACEHOLDER), "", message)


def characters_are_what_they_seem(content: Content) -> Iterator[Problem]:
    """No character of a field hides, and no letter of a word is of another alphabet."""
    for file in content.files:
        written_in = alphabets(text for _, text in file.text.texts)
        for loc, text in file.text.texts:
            for place, message in hidden_characters(text, written_in):
                yield Problem(file.path, file.text.line_within(loc, text, place), where(loc), message)
