"""Mistakes that people make in YAML: each with a message and with the lines as they were meant."""
