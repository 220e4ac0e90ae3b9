"""What is unusual, and who is told: rules, series, alerts, back-tests and what came of them."""
