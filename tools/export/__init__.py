"""Export writes each lesson as one HTML file, which needs no network, no script and no server."""
