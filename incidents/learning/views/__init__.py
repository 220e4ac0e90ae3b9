"""Pages of the look back."""
