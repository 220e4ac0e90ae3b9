"""Endpoints of sources."""
