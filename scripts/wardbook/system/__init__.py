"""The surroundings of the program: files, folders, processes, the lock and the clock."""
