"""What is known of the dataset as a whole: title, licence, how to cite it, and the same for search engines."""

import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from markupsafe import Markup

from greffier.package import Package
from greffier.site.markdown import markdown
from greffier.site.store import Store

SPDX = {
    "CC-BY-4.0": ("Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": ("Creative Commons Attribution-ShareAlike 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "ODbL-1.0": ("Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
}


class Licence(NamedTuple):
    name: str
    title: str
    address: str


class Dataset(NamedTuple):
    """What the descriptor says, every part a string or a list of strings, empty where it says nothing."""

    name: str
    title: str
    description: str
    version: str
    created: str
    homepage: str
    identifier: str
    keywords: list[str]
    licences: list[Licence]
    authors: list[str]
    sources: list[tuple[str, str]]
    contact: str
    cited: str
    translations: Mapping[str, Mapping[str, Any]]
    sayings: Mapping[str, Any] = MappingProxyType({})

    def spoken_in(self, language: str) -> "Dataset":
        """The same with the title, the description and other texts that the descriptor has in a language."""
        there = self.translations.get(language, {})
        return self._replace(
            title=_text(there, "title") or self.title,
            description=_text(there, "description") or self.description,
            sayings=_object(there, "texts"),
        )

    def said(self, text: str) -> str:
        """A text of the dataset, such as the rights of an article, as the descriptor has it in this language."""
        return _text(self.sayings, text) or text

    def speaks(self, language: str) -> bool:
        """Whether title and description are in that language; the descriptor's own are taken for English."""
        return language == "en" or bool(self.translations.get(language))

    @property
    def label(self) -> str:
        """Name and version, as the name of a file."""
        return f"{self.name}-{self.version}" if self.version else self.name

    @property
    def year(self) -> str:
        """The year in which this version was made."""
        return self.created[:4]

    @property
    def citation(self) -> str:
        """How to cite the dataset, in one line."""
        who = "; ".join(self.authors)
        year = f" ({self.year})" if self.year else ""
        version = f" ({self.version})" if self.version else ""
        address = self.identifier or self.homepage
        lead = f"{who}{year}. " if who else ""
        return f"{lead}{self.cited}{version} [Data set].{f' {address}' if address else ''}"

    @property
    def bibtex(self) -> str:
        """How to cite the dataset, for BibTeX."""
        fields = {
            "author": " and ".join(self.authors),
            "title": self.cited,
            "year": self.year,
            "version": self.version,
            "url": self.identifier or self.homepage,
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
        return f"@dataset{{{self.name},\n{lines}}}"


def read_dataset(package: Package) -> Dataset:
    """The dataset that a package's descriptor describes."""
    about = package.descriptor
    return Dataset(
        name=_text(about, "name") or "dataset",
        title=_text(about, "title") or _text(about, "name") or "dataset",
        description=_text(about, "description"),
        version=_text(about, "version"),
        created=_text(about, "created")[:10],
        homepage=_web(_text(about, "homepage")),
        identifier=_web(_text(about, "id")),
        keywords=[str(word) for word in _list(about, "keywords")],
        licences=[_licence(entry) for entry in _objects(about, "licenses")],
        authors=[_text(entry, "title") for entry in _objects(about, "contributors") if _text(entry, "title")],
        sources=[(_text(entry, "title"), _web(_text(entry, "path"))) for entry in _objects(about, "sources")],
        contact=_contact(about),
        # a citation is the same in every language
        cited=_text(about, "title") or _text(about, "name") or "dataset",
        translations={key: _object(_object(about, "translations"), key) for key in _object(about, "translations")},
    )


def report(package: Package, path: str) -> Markup | None:
    """A Markdown file of the package as HTML without its title, or None where there is no such file."""
    if not package.exists(path):
        return None
    source = package.read(path).decode("utf-8", "replace").lstrip("\ufeff\n")
    return markdown(source.partition("\n")[2] if source.startswith("# ") else source, 3)


def json_ld(dataset: Dataset, package: Package, store: Store) -> Markup:
    """The dataset as schema.org says it, ready to stand in a script element."""
    days = store.ask("SELECT min(published_on) AS a, max(published_on) AS z FROM articles WHERE published_on != ''")[0]
    about: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": dataset.title,
        "description": dataset.description or dataset.title,
        "identifier": dataset.identifier,
        "url": dataset.homepage,
        "version": dataset.version,
        "dateModified": dataset.created,
        "keywords": dataset.keywords,
        "license": [licence.address or licence.name for licence in dataset.licences],
        "creator": [{"@type": "Organization", "name": name} for name in dataset.authors],
        "citation": dataset.citation,
        "isAccessibleForFree": True,
        "inLanguage": [row["language"] for row in store.each("SELECT DISTINCT language FROM articles ORDER BY 1")],
        "temporalCoverage": f"{days['a']}/{days['z']}" if days["a"] else "",
        "variableMeasured": [
            {"@type": "PropertyValue", "name": f"{resource.name}.{field.name}", "description": field.description}
            for resource in package.resources
            if resource.schema
            for field in resource.schema.fields
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": resource.name,
                "encodingFormat": "text/csv",
                "contentUrl": f"../package/{resource.path}",
            }
            for resource in package.resources
            if len(resource.paths) == 1
        ],
    }
    filled = {key: value for key, value in about.items() if value not in ("", [])}
    # nothing in the data may end the script element
    return Markup(json.dumps(filled, ensure_ascii=False, indent=1).replace("<", "\\u003c"))


def _licence(entry: Mapping[str, Any]) -> Licence:
    name = _text(entry, "name")
    title, address = SPDX.get(name, ("", ""))
    return Licence(name, _text(entry, "title") or title or name, _web(_text(entry, "path")) or address)


def _contact(about: Mapping[str, Any]) -> str:
    """Where an error is reported: the address of who made the dataset, or its home page."""
    for entry in _objects(about, "contributors"):
        if re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", _text(entry, "email")):
            return f"mailto:{entry['email']}"
        if _web(_text(entry, "path")):
            return _text(entry, "path")
    return _web(_text(about, "homepage"))


def _object(entry: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = entry.get(key)
    return value if isinstance(value, Mapping) else {}


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    return value if isinstance(value, str) else ""


def _web(address: str) -> str:
    """An address that may stand in a link: nothing that runs."""
    return address if address.startswith(("https://", "http://")) else ""


def _list(entry: Mapping[str, Any], key: str) -> list[Any]:
    value = entry.get(key)
    return value if isinstance(value, list) else []


def _objects(entry: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    return [value for value in _list(entry, key) if isinstance(value, Mapping)]
