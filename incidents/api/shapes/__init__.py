"""What incidents' endpoints take and give."""
