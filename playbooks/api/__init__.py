"""Plans by /api/v1/: plans, plan versions with their parts, starters, change proposals."""
