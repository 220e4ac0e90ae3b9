"""Endpoints of answers, approvals and updates."""
