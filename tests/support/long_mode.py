"""The long mode, in which tests repeat what they otherwise do a few times."""

from __future__ import annotations

import os
from typing import Final

LONG: Final = bool(os.environ.get("WARDBOOK_LONG"))
"""Whether the tests run in the long mode: `WARDBOOK_LONG=1 make test`, which takes hours."""
