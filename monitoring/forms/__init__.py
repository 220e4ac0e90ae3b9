"""What people type on monitoring's pages, checked at the door."""
