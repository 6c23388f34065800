"""Parts of a regimen: units, dosages, what changes them, and where they were read."""
