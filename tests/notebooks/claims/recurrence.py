"""Claims of notebook 12."""

CLAIMS = {}
PLAIN = {}
