"""What is in the wheel; that it works alone, away from the repository, is tried by .ci/run."""

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def copy(root, tmp_path_factory) -> Path:
    """The files of the repository that git knows, as a clone has them."""
    if not (root / ".git").exists():
        pytest.skip("not a git repository: the files that belong to it are not known")
    files = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True).stdout
    target = tmp_path_factory.mktemp("copy")
    for name in filter(None, files.split("\0")):
        if (root / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / name, target / name)
    return target


@pytest.fixture(scope="module")
def dist(copy) -> Path:
    """The sdist, and the wheel that is built from it."""
    # what lies about must not be shipped
    (copy / "src" / "greffier" / "leftover.tmp").write_text("x")
    (copy / "notes.txt").write_text("x")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", copy / "dist", copy]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return copy / "dist"


def test_the_wheel_holds_the_package_and_the_dataset(dist, copy):
    (wheel,) = dist.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        members = {name for name in archive.namelist() if ".dist-info/" not in name}
    code = {path.relative_to(copy / "src").as_posix() for path in (copy / "src").rglob("*") if path.is_file()}
    data = {path.relative_to(copy).as_posix() for name in ("data", "schemas") for path in (copy / name).rglob("*.*")}
    shipped = {f"greffier/_package/{path}" for path in {*data, "datapackage.json"}}
    assert members == {path for path in code if "__pycache__" not in path} | shipped


def test_the_wheel_needs_pandas_and_nothing_else(dist):
    (wheel,) = dist.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        metadata = archive.read(next(name for name in archive.namelist() if name.endswith("METADATA"))).decode()
        licences = [name for name in archive.namelist() if "/licenses/" in name]
    needed = [line for line in metadata.splitlines() if line.startswith("Requires-Dist:") and "extra ==" not in line]
    assert needed == ["Requires-Dist: pandas>=2.2"]
    assert {Path(name).name for name in licences} == {"LICENSE", "CC-BY-4.0.txt", "README.md"}


def test_the_source_archive_holds_what_a_build_and_the_tests_need(dist):
    (sdist,) = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        members = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "datapackage.json", "data/statements.csv"} <= members
    assert "tests/conftest.py" in members
    assert "notes.txt" not in members


def test_two_builds_give_the_same_wheel(dist, copy):
    (wheel,) = dist.glob("*.whl")
    again = copy / "again"
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", again, copy]
    subprocess.run(command, capture_output=True, check=True)
    assert (again / wheel.name).read_bytes() == wheel.read_bytes()
