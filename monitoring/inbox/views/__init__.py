"""Pages of mentions, queries and saved views."""
