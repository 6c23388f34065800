"""The clock. Nothing else in the program reads it, so that a build can be repeated exactly."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from wardbook.problems import UserError


class ClockFault(UserError):
    """A day in the environment that is none."""


def today() -> date:
    """The day of the build in UTC: that of `SOURCE_DATE_EPOCH` (in seconds) where it is set. Raises ClockFault."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise ClockFault(f"SOURCE_DATE_EPOCH: expected whole seconds since 1970, got `{epoch}`.") from None


def moment() -> str:
    """Local time to the second, for people who wait."""
    return f"{datetime.now():%Y-%m-%d %H:%M:%S}"
