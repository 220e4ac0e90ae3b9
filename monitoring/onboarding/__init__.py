"""Setting a brand up: the one page that puts names, queries, sources, people and rules side by side."""
