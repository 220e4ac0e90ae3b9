"""What an incident leaves behind: its record as a file, for counsel or for the client."""
