"""Pages of answers, approvals and updates."""
