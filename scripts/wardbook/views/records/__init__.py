"""The pages of records other than scenarios."""
