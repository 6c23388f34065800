"""Reports for editors on the whole library: its sources, and what it does not cover."""
