"""Pages as files: a template filled for each language, names that stay in the folder, a folder that is whole or not."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import CodeType
from urllib.parse import quote

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from greffier.dataset import rooms
from greffier.errors import GreffierError
from greffier.site.dataset import Dataset
from greffier.site.words import LANGUAGES, Words

HERE = Path(__file__).parent

#: Nothing is loaded from anywhere else, no inline script or style runs, no string becomes markup in a script.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)

#: The file by which a folder is known as a page that greffier made, and may be replaced.
MARKER = "made-by-greffier.txt"

_PLAIN = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9-]+)*")
_CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {127: 0x2421}


class Compiled(BytecodeCache):
    """Compiled templates, which the next page of the same process need not compile again."""

    def __init__(self) -> None:
        self.code: dict[str, CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.code.get(bucket.key + bucket.checksum)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.code[bucket.key + bucket.checksum] = bucket.code


COMPILED = Compiled()


class Pages:
    """Writes pages into a folder, each in every language."""

    def __init__(self, folder: Path, dataset: Dataset, common: dict[str, object]) -> None:
        self.folder = folder
        self.dataset = dataset
        self.written = 0
        self.folders: set[Path] = set()
        self.words = {language: Words(language) for language in LANGUAGES}
        self.environment = Environment(
            bytecode_cache=COMPILED,
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_shown,
        )
        self.environment.globals |= {
            **common,
            "policy": POLICY,
            "languages": LANGUAGES,
            "safe": safe_name,
            "href": quote,
        }
        self.environment.filters["shown"] = shown

    def write(self, template: str, path: str, **view: object) -> None:
        """Fill a template into `<language>/<path>` for each language; `path` holds safe names only."""
        page = self.environment.get_template(template)
        up = "../" * path.count("/")
        for language, words in self.words.items():
            own = {"t": words, "language": language, "dataset": self.dataset.spoken_in(language)}
            html = page.render(view, **own, path=path, home=up, root=up + "../")
            file = self.folder / language / path
            if file.parent not in self.folders:
                file.parent.mkdir(parents=True, exist_ok=True)
                self.folders.add(file.parent)
            # Unix line ends everywhere, and no half of a broken character
            file.write_bytes(html.encode("utf-8", "replace"))
            self.written += 1

    def finish(self) -> None:
        """Write what all pages share: the page that leads to a language, the style sheet and the scripts."""
        html = self.environment.get_template("start.html").render(dataset=self.dataset)
        (self.folder / "index.html").write_bytes(html.encode("utf-8", "replace"))
        shutil.copytree(HERE / "static", self.folder / "static")
        # without it GitHub Pages would leave out some names
        (self.folder / ".nojekyll").write_bytes(b"")


@lru_cache(maxsize=1 << 16)
def safe_name(identifier: str) -> str:
    """An id as file name and anchor: itself where it is plain, else a hash of it; none is called as the index is."""
    if len(identifier) <= 150 and identifier != "index" and _PLAIN.fullmatch(identifier):
        return identifier
    return "id-" + sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def shown(text: str) -> str:
    """A text with a picture for each control character, which HTML cannot carry; its length stays."""
    # most texts are printable, which is quick to know
    return text if text.isprintable() else text.translate(_CONTROLS)


@contextmanager
def fresh_folder(target: Path) -> Iterator[Path]:
    """A folder to fill, which takes the place of `target` when all went well; a failure leaves `target` as it was."""
    if target.exists() and not target.is_dir():
        raise GreffierError(f"{target}: is a file; name a folder for the page")
    try:
        with rooms.new_folder(target, MARKER) as folder:
            yield folder
            (folder / MARKER).write_text("This folder is made by greffier and replaced as a whole.\n", encoding="utf-8")
    except FileExistsError as error:
        if error.filename != str(target):
            raise
        raise GreffierError(
            f"{target}: holds files that are no page made by greffier; name a new or empty folder"
        ) from error


def _shown(value: object) -> object:
    """What a template prints: control characters made visible in everything that is not markup already."""
    return shown(value) if type(value) is str else value
