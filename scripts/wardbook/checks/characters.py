"""The rule about characters that are not what they seem."""

from __future__ import annotations

from collections.abc import Iterator

from wardbook.problems import Problem
from wardbook.read.content import Content
from wardbook.read.validate import where
from wardbook.text.characters import alphabets, hidden_characters


def characters_are_what_they_seem(content: Content) -> Iterator[Problem]:
    """No character hides, and no letter of a word is of another alphabet."""
    for file in content.files:
        written_in = alphabets(text for _, text in file.text.texts)
        for loc, text in file.text.texts:
            for place, message in hidden_characters(text, written_in):
                yield Problem(file.path, file.text.line_within(loc, text, place), where(loc), message)
    for page in content.bodies.values():
        for place, message in hidden_characters(page.source, alphabets([page.source])):
            yield Problem(page.path, page.first_line + page.source.count("\n", 0, place), "", message)
