"""The operating system: files, folders, digests, processes, the lock and the clock."""
