"""The kinds of records that have a file: a module for the model of each, and which model is of which kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wardbook.kinds import APPROVAL
from wardbook.model.base import Record
from wardbook.model.records.approval import Approvals
from wardbook.model.records.figure import Figure
from wardbook.model.records.hazard import Hazard
from wardbook.model.records.procedure import Procedure
from wardbook.model.records.protocol import Protocol
from wardbook.model.records.regimen import Regimen
from wardbook.model.records.scenario import Scenario
from wardbook.model.records.source import Source
from wardbook.model.records.table import DataTable
from wardbook.model.records.topic import Topic
from wardbook.model.settings import ProsePage

MODEL_OF: Final[Mapping[str, type[Record]]] = {
    "scenario": Scenario,
    "topic": Topic,
    "protocol": Protocol,
    "procedure": Procedure,
    "source": Source,
    "page": ProsePage,
    "table": DataTable,
    "figure": Figure,
    "regimen": Regimen,
    "hazard": Hazard,
}
"""The model of each kind; of a page about the library that of its head."""

KIND_OF: Final[Mapping[type[Record], str]] = {
    **{model: kind for kind, model in MODEL_OF.items()},
    Approvals: APPROVAL.name,
}
"""The kind of each model, also of that of approvals, which is written by a command."""
