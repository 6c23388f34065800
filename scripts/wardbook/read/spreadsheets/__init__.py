"""Rows of CSV and Excel files."""
