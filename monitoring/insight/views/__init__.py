"""Pages and charts of figures."""
