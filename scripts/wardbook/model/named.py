"""References to what has no file of its own: a row of finder.yaml or scales.yaml."""

from __future__ import annotations

from wardbook.model.base import Ref


class PresentationRef(Ref):
    """The id of a presentation in finder.yaml."""

    record_kind = "presentation"


class StageRef(Ref):
    """The id of a stage of care in finder.yaml."""

    record_kind = "stage"


class ModalityRef(Ref):
    """The id of a modality in finder.yaml."""

    record_kind = "modality"


class ScaleRef(Ref):
    """The id of a scale in scales.yaml."""

    record_kind = "scale"


class CategoryRef(Ref):
    """The id of an appropriateness category in scales.yaml."""

    record_kind = "category"


class StrengthRef(Ref):
    """The id of a strength of evidence in scales.yaml."""

    record_kind = "strength"


class BandRef(Ref):
    """The id of a radiation band in scales.yaml."""

    record_kind = "band"
