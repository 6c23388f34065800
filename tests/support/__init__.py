"""What several tests share: the fixture library, changed projects, printers, servers, and readers of what is built."""
