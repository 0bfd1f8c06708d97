"""What lies beside the course in the archive that needs no network."""
