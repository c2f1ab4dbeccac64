"""One table on its own, as a package of one resource."""

import re
from pathlib import Path
from typing import Any

from greffier.errors import PackageError
from greffier.package import Package, parse_json
from greffier.package.storage import Folder

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_ENDINGS = re.compile(r"\.(?:csv|tsv|tab|psv|ndjson|jsonl)(?:\.gz|\.zip)?$", re.I)


def is_table(source: str | Path) -> bool:
    """Whether a source is the path of a single table."""
    return "://" not in str(source) and _ENDINGS.search(str(source)) is not None


def table_package(path: Path, schema: str | Path | None) -> Package:
    """The package that a table makes, with the Table Schema in the file `schema`."""
    if not path.is_file():
        raise PackageError(f"{path}: no such file")
    resource: dict[str, Any] = {"name": path.name.split(".")[0] or "table", "path": path.name}
    if schema is not None:
        try:
            data = Path(schema).read_bytes()
        except OSError as error:
            raise PackageError(f"{schema}: cannot be read: {error.strerror}") from None
        resource["schema"] = parse_json(data, str(schema))
    return Package({"$schema": _PROFILE, "resources": [resource]}, Folder(path.parent))
