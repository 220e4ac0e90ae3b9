"""Pages of a brand's sources."""
