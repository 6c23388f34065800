"""Embeds, and the offer to embed a page."""
