"""A scenario's article."""
