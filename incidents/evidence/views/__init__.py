"""Pages of what an incident leaves behind."""
