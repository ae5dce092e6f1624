"""The command ``geopol``: a thin edge. Data goes to stdout or ``-o``, words to stderr."""

from geopol.cli.app import app, main

__all__ = ["app", "main"]
