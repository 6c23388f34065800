"""Printing: views become PDFs."""
