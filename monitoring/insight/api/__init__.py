"""Endpoints of figures and readiness."""
