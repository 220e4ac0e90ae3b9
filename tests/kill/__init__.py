"""Whole instances with their processes killed at the worst moments: `python -m tests.kill --rounds N`."""
