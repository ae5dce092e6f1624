"""Limits of the reading step, stated once. What is over a limit is a named failure, never cut."""

from __future__ import annotations

# Unpacked bytes of one file that is read at once. It stops archives that unpack without end; the largest report seen has 30 MB.
MAX_BYTES = 200_000_000
# Characters of one article: a hundred times War and Peace is no article.
MAX_CHARS = 50_000_000
