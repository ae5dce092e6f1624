"""Which country a name means, present or former, and the reason."""

from geopol.countries.focus import focus
from geopol.countries.gazetteer import find
from geopol.countries.ladder import lookup, resolve
from geopol.countries.rosters import group, leaders, members
from geopol.countries.spans import mend
from geopol.countries.table import heir, info

__all__ = ["find", "focus", "group", "heir", "info", "leaders", "lookup", "members", "mend", "resolve"]
