"""Pages of agencies, people and brands."""
