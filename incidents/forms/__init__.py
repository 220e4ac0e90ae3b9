"""What people type in the pages of incidents, checked at the door; the domain's own rules are the services'."""
