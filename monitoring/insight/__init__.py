"""What brands' figures say: read from everything below, never written."""
