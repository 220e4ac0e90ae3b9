"""Pages of rules, alerts and planned events."""
