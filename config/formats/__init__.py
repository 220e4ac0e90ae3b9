"""How Django writes dates where a page does not write them itself (the admin)."""
