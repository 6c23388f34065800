"""Rules about who a scenario applies to."""
