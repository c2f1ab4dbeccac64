"""What other readers propose for the articles, read anew where a file of proposals is another than before."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from greffier.dataset import proposed
from greffier.dataset.proposed import Readings
from greffier.model import Article, Extraction
from greffier.readers import store


class Proposed(NamedTuple):
    """The readings of a dataset's articles, and the hash of the files that they were read from."""

    digest: str
    readings: Readings


class Others:
    """The other readers of a dataset: an act reads no article and no proposal a second time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.known: dict[Article, Extraction] = {}
        self.kept: Proposed | None = None

    def now(self) -> Proposed:
        """What they propose, as the files are now."""
        digest = self._digest()
        if self.kept is None or self.kept.digest != digest:
            self.kept = Proposed(digest, proposed.readings(self.root, known=self.known))
        return self.kept

    def forget(self) -> None:
        """Has everything read again, for articles have changed."""
        self.kept = None

    def _digest(self) -> str:
        whole = hashlib.sha256()
        for path in store.files(self.root):
            whole.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
        return whole.hexdigest()
