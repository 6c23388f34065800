"""The words of closed lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wardbook.views.parts.flags import LABELS
from wardbook.views.parts.ratings import ROLE_LABELS
from wardbook.views.placed.regimen import ADVICE_LABELS

CODES: Final[Mapping[str, str]] = {
    **{code: label.lower() for code, label in ROLE_LABELS.items()},
    **ADVICE_LABELS,
    **LABELS,
    "listed": "in the table only",
    "discussed": "discussed in the text",
    "to-be-verified": "to be verified",
    "m2/dose": "per m² and dose",
    "m2/day": "per m² and day",
}
"""The words of closed lists that are not their codes with spaces."""
