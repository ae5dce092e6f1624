"""What stands between a title and its text: who wrote it, where and on what day. Reading and paragraphs both look at it."""

from geopol.bylines.byline import EVENT, day_beside_names, is_byline, is_name
from geopol.bylines.days import DAY, MONTH, WEEKDAY, day_of, month_number

__all__ = ["DAY", "EVENT", "MONTH", "WEEKDAY", "day_beside_names", "day_of", "is_byline", "is_name", "month_number"]
