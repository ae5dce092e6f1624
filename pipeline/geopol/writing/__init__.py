"""Writing: articles as JSON lines of schema 1, and from these lines every other format."""

from geopol.formats import FORMATS
from geopol.writing.formats import check_schema, convert, format_of, open_lines, read_lines
from geopol.writing.lines import SCHEMA, country_to_dict, date_from_dict, date_to_dict, paragraph_to_dict, to_dict, to_json
from geopol.writing.merging import read_all
from geopol.writing.paragraphs import SHEET

__all__ = [
    "FORMATS",
    "SCHEMA",
    "SHEET",
    "check_schema",
    "convert",
    "country_to_dict",
    "date_from_dict",
    "date_to_dict",
    "format_of",
    "open_lines",
    "paragraph_to_dict",
    "read_all",
    "read_lines",
    "to_dict",
    "to_json",
]
