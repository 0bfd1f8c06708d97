"""Claims of notebook 11."""

CLAIMS = {}
PLAIN = {}
