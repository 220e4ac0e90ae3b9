"""What is said in public for an incident, and to its client about progress: words, the yes to them, where they stand."""
