"""Figures, bands, sparks, pulses and readiness: reads only."""
