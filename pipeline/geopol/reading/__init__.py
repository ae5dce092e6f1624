"""Reading: files, folders, archives, tables and standard input become documents, or failures with a reason."""

from geopol.reading.calendar_date import iso_date
from geopol.reading.dateline import told_date
from geopol.reading.finding import SUFFIXES, Choice, Ignored, Source, discover
from geopol.reading.opening import read, unpack
from geopol.reading.terms import Columns, Terms

__all__ = ["SUFFIXES", "Choice", "Columns", "Ignored", "Source", "Terms", "discover", "iso_date", "read", "told_date", "unpack"]
