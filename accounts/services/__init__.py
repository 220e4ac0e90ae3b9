"""The verbs of agencies and people: every write, atomic, with domain errors."""
