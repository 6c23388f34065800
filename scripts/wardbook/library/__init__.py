"""The library: a whole, checked set of records, and what pages may ask of it."""
