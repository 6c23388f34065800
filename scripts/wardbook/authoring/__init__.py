"""What is written for editors: skeletons, schemas, a new project, the register."""
