"""Values of fields: as they were probably meant, and what stands in for those that are faulty."""
