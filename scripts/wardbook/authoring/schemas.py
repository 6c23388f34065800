"""JSON Schemas of the records, from the models, for editors that complete and check as one types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from wardbook.model.base import Record
from wardbook.model.finder import Finder, Queries
from wardbook.model.records.procedure import Procedure
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.scenario import Scenario
from wardbook.model.records.source import Source
from wardbook.model.records.topic import Topic
from wardbook.model.register import Moved, Register
from wardbook.model.scales import Scales
from wardbook.model.settings import People, Settings, Terms

FOLDER: Final = ".schemas"
"""Below `content/`; hidden, so that nothing takes it for content."""

MODELS: Final[Mapping[str, type[Record]]] = {
    "scenario": Scenario,
    "topic": Topic,
    "protocol": Protocol,
    "procedure": Procedure,
    "source": Source,
    "settings": Settings,
    "scales": Scales,
    "terms": Terms,
    "people": People,
    "finder": Finder,
    "queries": Queries,
    "moved": Moved,
    "register": Register,
}
"""The kinds of YAML file, by the names of their schemas."""


def schema_files() -> dict[str, bytes]:
    """Every schema by its file name."""
    return {f"{name}.json": _schema(model) for name, model in MODELS.items()}


def _schema(model: type[Record]) -> bytes:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()
