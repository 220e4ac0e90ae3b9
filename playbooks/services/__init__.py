"""The verbs of plans: write drafts, publish, propose and decide changes."""
