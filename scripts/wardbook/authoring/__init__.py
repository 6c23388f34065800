"""Files that are written for editors: skeletons, schemas, a new project, the register."""
