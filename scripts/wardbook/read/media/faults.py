"""Faults of pictures and documents."""

from __future__ import annotations


class FileFault(Exception):
    """A file cannot be published; the message says what was expected, what came, and what to do."""


class Malformed(Exception):
    """The bytes break off or do not follow their format."""
