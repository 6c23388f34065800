"""Rating tables as spreadsheets: out of scenarios, and into them."""
