import archives
import pytest

from greffier.corpus.converting import convert_archive


@pytest.fixture(scope="session")
def told(tmp_path_factory):
    """A package of the articles `archives.TOLD`, in which some actors and decisions meet and others must not."""
    folder = tmp_path_factory.mktemp("told")
    entries = [{"article_id": name, "text": text, "published_on": "2024-05-10"} for name, text in archives.TOLD.items()]
    convert_archive([archives.write(folder / "a.jsonl", entries)], folder / "package")
    return folder / "package"
