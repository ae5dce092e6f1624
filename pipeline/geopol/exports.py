"""What an article can turn itself into: dicts, JSON, rows of tables, the picture of a notebook.

The records are the vocabulary of all steps, so they import none of these; each form is imported when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast

if TYPE_CHECKING:
    from geopol.records import Article

Table = Literal["paragraphs", "entities", "dates", "countries"]


class Exports:
    """The forms of an `Article`; it has no fields of its own."""

    __slots__ = ()

    @property
    def _article(self) -> Article:
        return cast("Article", self)

    def to_dict(self) -> dict[str, Any]:
        """The article as schema 1 has it; docs/schema.md describes every key."""
        from geopol.writing import to_dict

        return to_dict(self._article)

    def to_json(self) -> str:
        """The same as one line of JSON, without a line feed: what ``geopol tag`` writes."""
        from geopol.writing import to_json

        return to_json(self._article).decode().removesuffix("\n")

    def to_rows(self, table: Table = "paragraphs") -> list[dict[str, Any]]:
        """Flat dicts that ``pandas.DataFrame`` and ``polars.DataFrame`` take as they are.

        Columns and values are those of ``geopol convert tags.jsonl -o tags.csv --whole``; ``article`` is the article's id,
        and with ``index`` names the paragraph that a row belongs to.

        Args:
            table: ``paragraphs`` (a row each, headings and page furniture too), ``entities``, ``dates`` or ``countries``.

        Raises:
            InputError: If there is no such table.
        """
        from geopol.writing import to_dict
        from geopol.writing.paragraphs import table_rows

        return list(table_rows(to_dict(self._article), table))

    def _repr_html_(self) -> str:
        """The article as a notebook shows it: themes in the margin, names and dates lit."""
        from geopol.reporting.notebook import html

        return html(self._article)
