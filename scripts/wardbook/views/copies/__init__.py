"""The pages that say whether a printed copy is current."""
