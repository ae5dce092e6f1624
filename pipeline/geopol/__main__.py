"""``python -m geopol`` is the command ``geopol``."""

from geopol.cli import main

main()
