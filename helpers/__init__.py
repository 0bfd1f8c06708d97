"""The small module that the notebooks call; each file in it is one noun of the course."""

__version__ = "2.0.0"  # CHANGELOG.md tells what is new in it
ADDRESS = "https://github.com/OWNER/neural-network-you-can-touch"  # where the course is published
