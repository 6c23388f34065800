"""Rendering: views become bytes."""
