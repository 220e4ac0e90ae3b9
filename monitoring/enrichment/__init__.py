"""What can be read off a text: language, sentiment, crisis-risk topics. Pure, offline, no download."""
