"""What a teacher hands out or shows, and what makes it."""
