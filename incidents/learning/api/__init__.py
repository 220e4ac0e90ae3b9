"""Endpoints of debriefs and lessons."""
