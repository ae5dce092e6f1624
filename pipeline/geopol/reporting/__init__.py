"""Tagged articles in, one HTML file out that shows them offline."""

from geopol.reporting.page import page, write_report

__all__ = ["page", "write_report"]
