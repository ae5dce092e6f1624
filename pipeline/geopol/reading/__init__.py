"""Reading: files, folders, archives of one file, tables and standard input become documents, or failures with a reason."""

from geopol.reading.calendar_date import iso_date
from geopol.reading.finding import Source, discover
from geopol.reading.opening import read

__all__ = ["Source", "discover", "iso_date", "read"]
