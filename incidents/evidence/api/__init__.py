"""Endpoints of what an incident leaves behind."""
