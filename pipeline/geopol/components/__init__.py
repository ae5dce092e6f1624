"""geopol's steps as spaCy pipeline components, found by ``nlp.add_pipe`` through entry points.

What a component finds is kept in ``doc.user_data``, as plain values, since that is what spaCy serialises and sends between
processes; attributes (``doc._.dates``) are only ways to read it. A setting belongs to its component alone.
"""

from geopol.components.countries import CountriesComponent, countries_component
from geopol.components.dates import DatesComponent, dates_component
from geopol.components.themes import ThemesComponent, themes_component

__all__ = [
    "CountriesComponent",
    "DatesComponent",
    "ThemesComponent",
    "countries_component",
    "dates_component",
    "themes_component",
]
