"""What is typed of mentions, queries and saved views."""
