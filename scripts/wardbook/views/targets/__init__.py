"""Targets: the parts of the site that are rendered at one go, each laid out once and shown as pages."""
