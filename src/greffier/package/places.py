"""Points and shapes on the earth, as geopoint, GeoJSON and TopoJSON write them."""

import json
import math
import re
from typing import Any

from greffier.package.depth import DEEPEST, is_deeper

_NUMBER = r"([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
_PAIR = re.compile(rf"{_NUMBER}, *{_NUMBER}")
#: How deep the positions of a shape lie in its coordinates.
_DEPTHS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}


def parse_json(text: str) -> Any:
    """What a cell's JSON says; ValueError where it is none, also NaN and Infinity, which JSON has not."""

    def refuse(word: str) -> None:
        raise ValueError(f"{word} is no JSON")

    try:
        found = json.loads(text, parse_constant=refuse)
    except (ValueError, RecursionError):
        raise ValueError("no JSON that can be read") from None
    if text.count("[") + text.count("{") > DEEPEST and is_deeper(found):
        raise ValueError("nested too deeply")
    return found


def geopoint(text: str, form: str) -> tuple[float, float]:
    """Longitude and latitude in degrees.

    >>> geopoint("90.5, 45.1", "default")
    (90.5, 45.1)
    """
    pair: Any
    if form == "default":
        found = _PAIR.fullmatch(text)
        pair = [float(found[1]), float(found[2])] if found else None
    else:
        pair = parse_json(text)
        if form == "object":
            pair = [pair["lon"], pair["lat"]] if isinstance(pair, dict) and set(pair) == {"lon", "lat"} else None
    if not isinstance(pair, list) or len(pair) != 2 or not all(map(_is_number, pair)):
        raise ValueError(f"no geographic point in the format {form}")
    longitude, latitude = float(pair[0]), float(pair[1])
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise ValueError("the longitude is beyond 180 degrees, or the latitude beyond 90")
    return longitude, latitude


def geojson(text: str, form: str) -> dict[str, Any]:
    """The object that a cell's GeoJSON (RFC 7946) or TopoJSON says."""
    found = parse_json(text)
    if not (_is_topology(found) if form == "topojson" else _is_geojson(found)):
        raise ValueError("no TopoJSON" if form == "topojson" else "no GeoJSON")
    shape: dict[str, Any] = found
    return shape


def _is_topology(found: Any) -> bool:
    return (
        isinstance(found, dict)
        and found.get("type") == "Topology"
        and isinstance(found.get("objects"), dict)
        and isinstance(found.get("arcs"), list)
    )


def _is_geojson(found: Any) -> bool:
    if not isinstance(found, dict):
        return False
    kind = found.get("type")
    if kind == "FeatureCollection":
        features = found.get("features")
        return isinstance(features, list) and all(_is_geojson(f) and f["type"] == "Feature" for f in features)
    if kind == "Feature":
        shape, properties = found.get("geometry", ""), found.get("properties", "")
        right = isinstance(properties, dict) or properties is None
        return right and (shape is None or _is_geojson(shape) and not shape["type"].startswith("Feature"))
    if kind == "GeometryCollection":
        shapes = found.get("geometries")
        return isinstance(shapes, list) and all(_is_geojson(s) and not s["type"].startswith("Feature") for s in shapes)
    return isinstance(kind, str) and kind in _DEPTHS and _are_positions(found.get("coordinates"), _DEPTHS[kind])


def _are_positions(found: Any, depth: int) -> bool:
    if not isinstance(found, list):
        return False
    if depth:
        return all(_are_positions(each, depth - 1) for each in found)
    return len(found) >= 2 and all(map(_is_number, found))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
