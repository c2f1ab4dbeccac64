"""Days, times and places as the specification writes them, and what is none."""

from datetime import date, time
from typing import Any

import pytest

from greffier.package import cells
from greffier.package.moments import Duration, YearMonth
from greffier.package.schema import Field, read_schema


def field(kind: str, form: str, **more: Any) -> Field:
    return read_schema({"fields": [{"name": "x", "type": kind, "format": form, **more}]}, "here").fields[0]


@pytest.mark.parametrize(
    ("kind", "form", "text", "value"),
    [
        ("date", "default", "2024-02-29", "2024-02-29"),
        ("date", "any", "13 July 2020", "2020-07-13"),
        ("date", "%d.%m.%y", "13.07.20", "2020-07-13"),
        ("datetime", "default", "2020-07-13T24:00:00", "2020-07-14T00:00:00"),
        ("datetime", "default", "2020-07-13T24:00:00.0Z", "2020-07-14T00:00:00+00:00"),
        ("datetime", "default", "2020-07-13T10:00:00.5+05:30", "2020-07-13T10:00:00.500000+05:30"),
        ("datetime", "default", "2020-07-13T10:00:00.1234567-14:00", "2020-07-13T10:00:00.123456-14:00"),
        ("datetime", "any", "13 July 2020 10:00", "2020-07-13T10:00:00"),
        ("datetime", "%d/%m/%Y %H:%M", "13/07/2020 10:05", "2020-07-13T10:05:00"),
        ("time", "default", "23:59:59", "23:59:59"),
        ("time", "any", "10:05:06 pm", "22:05:06"),
        ("time", "%H.%M", "10.05", "10:05:00"),
    ],
)
def test_a_moment_in_its_format(kind: str, form: str, text: str, value: str) -> None:
    assert cells.parse(field(kind, form), text).isoformat() == value


@pytest.mark.parametrize(
    ("kind", "form", "text", "value"),
    [
        ("year", "default", "2020", 2020),
        ("year", "default", "-0044", -44),
        ("year", "default", "12020Z", 12020),
        ("year", "default", "2020+14:00", 2020),
        ("yearmonth", "default", "2020-12", YearMonth(2020, 12)),
        ("duration", "default", "P1Y2M3DT4H5M6.5S", Duration(14, 273906.5)),  # type: ignore[arg-type]
        ("duration", "default", "-PT1M", Duration(0, -60)),  # type: ignore[arg-type]
        ("duration", "default", "-P1Y", Duration(-12, 0)),  # type: ignore[arg-type]
        ("geopoint", "default", "90.5,-45", (90.5, -45.0)),
        ("geopoint", "default", "-180, 90", (-180.0, 90.0)),
        ("geopoint", "array", "[180, -90]", (180.0, -90.0)),
        ("geopoint", "object", '{"lon": 1, "lat": 2.5}', (1.0, 2.5)),
    ],
)
def test_a_value_in_its_format(kind: str, form: str, text: str, value: Any) -> None:
    assert cells.parse(field(kind, form), text) == value


@pytest.mark.parametrize(
    ("kind", "form", "text", "message"),
    [
        ("date", "any", "July 2020", "'July 2020' leaves a part of the date open"),
        ("date", "any", "noon", "'noon' is no date that can be read"),
        ("date", "%d/%m/%Y", "2020-07-13", "'2020-07-13' does not read as %d/%m/%Y"),
        ("datetime", "default", "2020-02-30T10:00:00", "a moment that does not exist"),
        ("datetime", "default", "2020-02-03T25:00:00", "a moment that does not exist"),
        ("datetime", "default", "2020-02-03T24:00:00.1", "a moment that does not exist"),
        ("datetime", "default", "9999-12-31T24:00:00", "a moment that does not exist"),
        ("datetime", "default", "2020-07-13T10:00:00+14:30", "is no moment; write it as"),
        ("time", "any", "13 July 2020", "leaves a part of the time open"),
        ("time", "default", "24:00:00", "is no time; write it as hh:mm:ss"),
        ("time", "default", "1:00:00", "is no time; write it as hh:mm:ss"),
        ("year", "default", "44", "'44' is no year; write it with four digits"),
        ("year", "default", "02020", "is no year"),
        ("year", "default", "9" * 101, "is no year"),
        ("yearmonth", "default", "2020-13", "'2020-13' is no month; write it as YYYY-MM"),
        ("yearmonth", "default", "9" * 101 + "-01", "is no month"),
        ("duration", "default", "P", "'P' is no duration; write it as PnYnMnDTnHnMnS"),
        ("duration", "default", "P1DT", "is no duration"),
        ("duration", "default", "P" + "9" * 100 + "D", "is no duration"),
        ("geopoint", "default", "90.5", "no geographic point in the format default"),
        ("geopoint", "array", "[1]", "no geographic point in the format array"),
        ("geopoint", "array", "[1, true]", "no geographic point in the format array"),
        ("geopoint", "object", '{"lon": 1, "lat": 2, "z": 3}', "no geographic point in the format object"),
        ("geopoint", "object", "[1, 2]", "no geographic point in the format object"),
        ("geopoint", "array", "[NaN, 1]", "no JSON that can be read"),
        ("geopoint", "default", "180.1,0", "the longitude is beyond 180 degrees, or the latitude beyond 90"),
        ("geopoint", "default", "-180.1,0", "the longitude is beyond"),
        ("geopoint", "default", "0,90.1", "or the latitude beyond 90"),
        ("geopoint", "default", "0,-90.1", "or the latitude beyond 90"),
    ],
)
def test_what_is_none_is_told_in_words(kind: str, form: str, text: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        cells.parse(field(kind, form), text)
    assert message in str(caught.value)


POINT = '{"type": "Point", "coordinates": [1, 2]}'


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (POINT, True),
        ('{"type": "Point", "coordinates": [1, 2, 3]}', True),
        ('{"type": "Point", "coordinates": [1]}', False),
        ('{"type": "Point", "coordinates": [[1, 2]]}', False),
        ('{"type": "Point", "coordinates": ["1", 2]}', False),
        ('{"type": "LineString", "coordinates": [[1, 2], [3, 4]]}', True),
        ('{"type": "LineString", "coordinates": [1, 2]}', False),
        ('{"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [1, 2]]]}', True),
        ('{"type": "MultiPolygon", "coordinates": [[[[1, 2]]]]}', True),
        ('{"type": "MultiPolygon", "coordinates": [[[1, 2]]]}', False),
        ('{"type": "Circle", "coordinates": [1, 2]}', False),
        ('{"type": ["Point"], "coordinates": [1, 2]}', False),
        ("[1, 2]", False),
        (f'{{"type": "Feature", "geometry": {POINT}, "properties": {{}}}}', True),
        ('{"type": "Feature", "geometry": null, "properties": null}', True),
        ('{"type": "Feature", "properties": {}}', False),
        ('{"type": "Feature", "geometry": null}', False),
        ('{"type": "Feature", "geometry": null, "properties": []}', False),
        ('{"type": "Feature", "geometry": {"type": "Feature", "geometry": null, "properties": {}}, "properties": {}}', False),
        ('{"type": "FeatureCollection", "features": []}', True),
        ('{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": null, "properties": {}}]}', True),
        (f'{{"type": "FeatureCollection", "features": [{POINT}]}}', False),
        ('{"type": "FeatureCollection", "features": {}}', False),
        (f'{{"type": "GeometryCollection", "geometries": [{POINT}]}}', True),
        ('{"type": "GeometryCollection", "geometries": [{"type": "FeatureCollection", "features": []}]}', False),
        ('{"type": "GeometryCollection"}', False),
    ],
)  # fmt: skip
def test_a_shape_is_one_of_the_standard(text: str, right: bool) -> None:
    shape = field("geojson", "default")
    if right:
        assert cells.text(cells.parse(shape, text)).startswith("{")
    else:
        with pytest.raises(ValueError, match=r"^no GeoJSON$"):
            cells.parse(shape, text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ('{"type": "Topology", "objects": {}, "arcs": []}', True),
        ('{"type": "Topology", "objects": [], "arcs": []}', False),
        ('{"type": "Topology", "objects": {}, "arcs": {}}', False),
        (POINT, False),
        ("[]", False),
    ],
)
def test_a_topology_is_one_of_topojson(text: str, right: bool) -> None:
    shape = field("geojson", "topojson")
    if right:
        assert cells.parse(shape, text)["type"] == "Topology"
    else:
        with pytest.raises(ValueError, match=r"^no TopoJSON$"):
            cells.parse(shape, text)


def test_durations_stand_in_the_order_of_their_lengths() -> None:
    texts = ["-P1D", "PT0S", "PT59M", "P29D", "P1M", "P31D", "P1Y"]
    durations = [cells.parse(field("duration", "default"), text) for text in texts]
    assert sorted(durations, key=lambda found: found.length) == durations
    assert durations[-1].length == 12 * durations[-3].length


@pytest.mark.parametrize(
    ("kind", "options", "text", "value"),
    [
        ("integer", {"groupChar": " "}, "1 000", 1000),
        ("integer", {"bareNumber": False}, "€ -12 net", -12),
        ("integer", {"bareNumber": False}, "-€12", -12),
        ("number", {"decimalChar": ","}, "1,5", 1.5),
        ("number", {"decimalChar": ",", "groupChar": "."}, "1.000,5", 1000.5),
        ("number", {"bareNumber": False}, "95.5%", 95.5),
        ("list", {"delimiter": ";", "itemType": "integer"}, "1;2", [1, 2]),
        ("list", {}, "a,b", ["a", "b"]),
        ("list", {"itemType": "date"}, "2020-01-02", [date(2020, 1, 2)]),
        ("list", {"itemType": "time"}, "10:00:00", [time(10)]),
        ("array", {}, "[1]", [1]),
        ("object", {}, '{"a": 1}', {"a": 1}),
        ("any", {}, "x", "x"),
    ],
)
def test_the_options_of_a_type_count(kind: str, options: dict[str, Any], text: str, value: Any) -> None:
    assert cells.parse(field(kind, "default", **options), text) == value


@pytest.mark.parametrize(
    ("kind", "options", "text", "message"),
    [
        ("number", {"decimalChar": ","}, "1.5", "'1.5' is no number"),
        ("integer", {}, "1 000", "'1 000' is no integer"),
        ("integer", {"bareNumber": True}, "12%", "'12%' is no integer"),
        ("list", {"itemType": "integer"}, "1,a", "'a' is no integer"),
        ("array", {}, "{}", "no JSON array"),
        ("object", {}, "[]", "no JSON object"),
        ("object", {}, "{", "no JSON that can be read"),
    ],
)
def test_without_the_option_it_is_none(kind: str, options: dict[str, Any], text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        cells.parse(field(kind, "default", **options), text)


@pytest.mark.parametrize(
    ("form", "right", "wrong"),
    [
        ("email", "a.b@vire.fr", "a@b"),
        ("uri", "https://vire.fr/é?x=1", "vire.fr"),
        ("uuid", "123e4567-e89b-12d3-a456-426614174000", "123e4567"),
        ("binary", "YWI=", "YWI"),
        ("default", "anything", None),
    ],
)
def test_a_text_has_its_format(form: str, right: str, wrong: str | None) -> None:
    assert cells.parse(field("string", form), right) == right
    if wrong:
        with pytest.raises(ValueError, match=f"'{wrong}' is no {form}"):
            cells.parse(field("string", form), wrong)


def test_values_stand_in_a_table_in_one_way() -> None:
    values = [None, True, False, 1, 1.5, date(2020, 1, 2), time(10), YearMonth(20, 1), (1.0, 2.0), ["é"], {"b": 1, "a": 2}, "x"]
    assert [cells.text(value) for value in values] == [
        "", "true", "false", "1", "1.5", "2020-01-02", "10:00:00", "0020-01", "1.0,2.0", '["é"]', '{"a": 2, "b": 1}', "x",
    ]  # fmt: skip
