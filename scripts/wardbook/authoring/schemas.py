"""JSON Schemas of the records, from the models, for editors that complete and check as one types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from wardbook.kinds import APPROVAL, FILED
from wardbook.model.base import Record
from wardbook.model.records import MODEL_OF
from wardbook.model.records.approval import Approvals
from wardbook.read.layout import SINGLE

SCHEMA_FOLDER: Final = ".schemas"
"""Below `content/`; hidden, so that nothing takes it for content."""

MODELS: Final[Mapping[str, type[Record]]] = {
    **{kind.name: MODEL_OF[kind.name] for kind in FILED.values() if kind.is_yaml},
    APPROVAL.name: Approvals,
    **{model.__name__.lower(): model for model in SINGLE.values()},
}
"""The kinds of YAML file, by the names of their schemas."""


def schema_files() -> dict[str, bytes]:
    """Every schema by its file name."""
    return {f"{name}.json": _schema(model) for name, model in MODELS.items()}


def _schema(model: type[Record]) -> bytes:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()
