"""Forms of answers and updates."""
