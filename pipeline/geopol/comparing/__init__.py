"""Two files of tags in, their agreement and their differences out."""

from geopol.comparing.agreement import Agreement, Difference, compare

__all__ = ["Agreement", "Difference", "compare"]
