"""The copies that are printed of an edition now."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from wardbook.kinds import PROTOCOL, SCENARIO, TOPIC
from wardbook.library.edition import Edition
from wardbook.views.article.article import article_source, lay_out
from wardbook.views.print.book import volume_copy
from wardbook.views.print.fingerprint import copy_of_protocol, copy_of_scenario, copy_of_topic
from wardbook.views.print.frame import Copy, CurrentCopy
from wardbook.views.print.volumes import volumes
from wardbook.views.records.protocol import protocol_layout
from wardbook.views.records.topic import topic_layout


def computed_copies(edition: Edition) -> CurrentCopy:
    """The function that works out the copy of a record when it is asked for."""

    @cache
    def current(kind: str, id: str) -> Copy:
        if kind == SCENARIO:
            return copy_of_scenario(lay_out(article_source(edition.library.scenarios[id], edition)))
        if kind == PROTOCOL:
            protocol = edition.library.protocols[id]
            return copy_of_protocol(protocol, protocol_layout(protocol, edition).view)
        topic = edition.library.topics[id]
        members = (current(SCENARIO, member) for member in topic.scenarios)
        return copy_of_topic(topic, topic_layout(topic, edition).view, members)

    return current


def current_copies(edition: Edition) -> Iterator[Copy]:
    """The copy of every scenario, topic and protocol, and of every volume of the library."""
    library, current = edition.library, computed_copies(edition)
    yield from (current(SCENARIO, id) for id in library.scenarios)
    yield from (current(TOPIC, id) for id in library.topics)
    yield from (current(PROTOCOL, id) for id in library.protocols)
    yield from (volume_copy(volume, current) for volume in volumes(library))
