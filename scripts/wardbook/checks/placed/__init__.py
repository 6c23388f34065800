"""Rules about records that texts place, and about the texts."""
