"""What serves a class: JupyterHub with the course, on one machine."""
