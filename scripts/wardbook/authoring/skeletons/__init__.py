"""Skeletons: new records as commented YAML; a scenario with the fields of its kind only."""
