"""What agencies take in of what was fetched: posts, mentions, and the queries and views that find them."""
