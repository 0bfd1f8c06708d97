"""The small module that the notebooks call; each file in it is one noun of the course."""
