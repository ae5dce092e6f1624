"""Which country a name means, present or former, and the reason."""

from geopol.countries.gazetteer import find
from geopol.countries.ladder import lookup, resolve
from geopol.countries.table import info

__all__ = ["find", "info", "lookup", "resolve"]
