"""What is typed of rules, alerts and planned events."""
