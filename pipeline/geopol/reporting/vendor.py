"""Fill ``assets/`` from npm packages; assets/README.md says which and under which licences.

npm install echarts@6.1.0 world-atlas@2.0.2 && python -m geopol.reporting.vendor node_modules
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from geopol.countries import info
from geopol.errors import InputError

ASSETS = Path(__file__).parent / "assets"
COPIED = {
    "echarts/dist/echarts.min.js": "echarts.min.js",
    "echarts/LICENSE": "echarts.LICENSE",
    "echarts/NOTICE": "echarts.NOTICE",
    "echarts/licenses/LICENSE-d3": "echarts-d3.LICENSE",
    "zrender/LICENSE": "zrender.LICENSE",
    "world-atlas/LICENSE": "world-atlas.LICENSE",
}
# A tenth of a degree is 11 km at most; the outlines are drawn for maps of the whole world, at 1:110 million.
DECIMALS = 1
# Natural Earth draws these without a code of ISO 3166.
CODELESS = {"Kosovo": "XKX", "N. Cyprus": "CYP", "Somaliland": "SOM"}
LEFT_OUT = frozenset({"ATA"})

Point = tuple[float, float]
Polygon = list[list[Point]]


def vendor(modules: Path) -> None:
    """Copy the charts, and write ``world.json``: outlines by alpha-3 code, and a point for each state too small to have one."""
    for source, target in COPIED.items():
        shutil.copyfile(modules / source, ASSETS / target)
    outlines = [_outline(code, polygons) for code, polygons in _shapes(modules / "world-atlas/countries-110m.json")]
    drawn = {outline["properties"]["name"] for outline in outlines}
    small = (shape for shape in _shapes(modules / "world-atlas/countries-10m.json") if shape[0] not in drawn)
    dots = {code: _middle(polygons) for code, polygons in small}
    world = {"outlines": {"type": "FeatureCollection", "features": outlines}, "dots": dict(sorted(dots.items()))}
    (ASSETS / "world.json").write_text(json.dumps(world, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8")


def _shapes(path: Path) -> Iterator[tuple[str, list[Polygon]]]:
    """Alpha-3 codes and polygons of a TopoJSON file (github.com/topojson/topojson-specification)."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    for shape in topology["objects"]["countries"]["geometries"]:
        code = _code(shape)
        if code and code not in LEFT_OUT and "arcs" in shape:
            polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            yield code, [[_ring(ring, arcs) for ring in polygon] for polygon in polygons]


def _outline(code: str, polygons: list[Polygon]) -> dict[str, Any]:
    pieces = [piece for polygon in polygons for piece in _pieces(polygon)]
    return {"type": "Feature", "properties": {"name": code}, "geometry": {"type": "MultiPolygon", "coordinates": pieces}}


def _code(shape: dict[str, Any]) -> str | None:
    name = shape["properties"]["name"]
    if "id" not in shape:
        return CODELESS.get(name)
    try:
        return info(int(shape["id"])).code
    except InputError:
        return None


def _arc(arc: list[list[int]], transform: dict[str, Any]) -> list[Point]:
    """Positions of an arc, which is written as steps on a grid."""
    (width, height), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((round(x * width + left, DECIMALS), round(y * height + bottom, DECIMALS)))
    return points


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """A closed line of arcs; ``~n`` is arc n backwards, and each begins where the one before ends."""
    ring: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc if not ring else arc[1:]
    return [point for at, point in enumerate(ring) if at in (0, len(ring) - 1) or point != ring[at - 1]]


def _pieces(polygon: Polygon) -> Iterator[Polygon]:
    """A polygon cut at the 180th meridian, which the source draws across: what lies beyond it comes out on the other side."""
    rings = [_unrolled(ring) for ring in polygon]
    for turn in (-1, 0, 1):
        moved = [[(x - 360 * turn, y) for x, y in ring] for ring in rings]
        cut = [part for ring in moved if len(part := _clipped(_clipped(ring, -180.0, 1), 180.0, -1)) > 3]
        if cut:
            yield [[(round(x, DECIMALS), y) for x, y in ring] for ring in cut]


def _unrolled(ring: list[Point]) -> list[Point]:
    """A ring whose longitudes go on past 180 where the line crosses it."""
    line, turn = [ring[0]], 0
    for (before, _), (x, y) in pairwise(ring):
        turn += (x - before < -180) - (x - before > 180)
        line.append((x + 360 * turn, y))
    return line


def _clipped(ring: list[Point], edge: float, side: int) -> list[Point]:
    """The part of a ring on one side of a meridian (Sutherland and Hodgman 1974), closed."""
    part: list[Point] = []
    for (x0, y0), (x1, y1) in pairwise(ring):
        inside, stays = side * (x0 - edge) >= 0, side * (x1 - edge) >= 0
        if inside:
            part.append((x0, y0))
        if inside != stays:
            part.append((edge, round(y0 + (y1 - y0) * (edge - x0) / (x1 - x0), DECIMALS)))
    return [*part, part[0]] if part else []


def _middle(polygons: list[Polygon]) -> Point:
    """The middle of the largest island's bounds."""

    def bounds(ring: list[Point]) -> tuple[float, float, float, float]:
        longitudes, latitudes = zip(*ring, strict=True)
        return min(longitudes), max(longitudes), min(latitudes), max(latitudes)

    sides = max((bounds(polygon[0]) for polygon in polygons), key=lambda b: (b[1] - b[0]) * (b[3] - b[2]))
    return round((sides[0] + sides[1]) / 2, DECIMALS), round((sides[2] + sides[3]) / 2, DECIMALS)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", type=Path, help="the folder node_modules")
    vendor(parser.parse_args().modules)


if __name__ == "__main__":
    main()
