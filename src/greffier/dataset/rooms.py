"""Waiting rooms: where files wait until all of them are complete, and one command at a time.

A room is a folder `.greffier` in a dataset, or `.greffier-NAME` beside a folder NAME that is being made. Whoever makes
files holds a lock on it, which is gone with the process. What is to move out of a room is noted in it before the first
move, so that the next command finishes what a killed one began.
"""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from greffier.dataset import locks
from greffier.errors import BusyError, InputError

WAITING = ".greffier"
#: Seconds that a command waits for another.
PATIENCE = 5.0
#: In a room: who holds it, and what is to move out of it.
_HOLDER, _MOVES = "holder.txt", "moves.json"


@contextmanager
def one_writer(root: Path, command: str) -> Iterator[Path]:
    """The dataset in the folder `root` to oneself: gives its waiting room, from which `move` puts files in place.

    Waits a little where another command writes; then BusyError says which. Nothing is left of the room afterwards.
    `command` is what others are told: one_writer(root, "build").
    """
    with _held(root / WAITING, root, command) as room:
        yield room


def settle(root: Path, command: str) -> None:
    """Finishes what a command that was killed began to move into the dataset; nothing where none was, or one is at it.

    Who reads a dataset to write to it later settles it first, else the files become others in between.
    """
    if (root / WAITING).is_dir():
        with suppress(BusyError), one_writer(root, command):
            pass


@contextmanager
def new_folder(target: Path, marker: str | None = None) -> Iterator[Path]:
    """A folder to fill that becomes `target` in one step at the end; nothing is left where filling it fails.

    `target` may be there if it is empty, or if it holds a file `marker` as the folders have that it may replace;
    else FileExistsError, before anything is made and again at the end. InputError where it is a mount point that is
    not empty, which no folder can replace.
    """
    target = target.absolute()
    _refuse(target, marker)
    # somebody may stand in an empty folder: it stays, and is filled
    inside = target.is_dir() and not (marker and (target / marker).is_file())
    target.parent.mkdir(parents=True, exist_ok=True)
    place = target / WAITING if inside else target.parent / f"{WAITING}-{target.name}"
    with _held(place, target, "to make it") as room:
        _refuse(target, marker)
        folder = room / target.name
        folder.mkdir()
        yield folder
        _refuse(target, marker)
        paths = sorted(path.name for path in folder.iterdir()) if inside else []
        move(room, {f"{target.name}/{name}": name for name in paths} if inside else {target.name: target.name})


def move(room: Path, moves: Mapping[str, str]) -> None:
    """Moves files or folders out of a room, each to its path beside the room, in that order: all of them or none.

    Where one cannot be moved those before it are taken back; where the process is killed, the next that holds the room
    moves the rest, but over nothing that somebody has changed since.
    """
    plan = [(name, path, _state(room.parent / path)) for name, path in moves.items()]
    write(room / "plan", json.dumps(plan).encode())
    os.rename(room / "plan", room / _MOVES)
    done = []
    try:
        for number, (name, path, _) in enumerate(plan):
            done.append(number)
            _move(room, number, name, path)
    except BaseException:
        # from here on nobody must go on with it
        (room / _MOVES).unlink()
        for number in reversed(done):
            _take_back(room, number, *plan[number][:2])
        raise


def write(path: Path, content: bytes) -> None:
    """Writes a file and waits until it is on the disk: a name must never come there before what it names."""
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def link(source: Path, target: Path) -> None:
    """A second name for a file; a copy where the disk knows no such names."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


@contextmanager
def _held(place: Path, subject: Path, command: str) -> Iterator[Path]:
    until = time.monotonic() + PATIENCE
    while (lock := _lock(place)) is None:
        if time.monotonic() > until:
            with suppress(OSError):
                raise BusyError(f"{subject}: in use by {(place / _HOLDER).read_text()}; try again when that is done")
            raise BusyError(f"{subject}: in use by another command; try again when that is done")
        time.sleep(0.05)
    try:
        _settle(place)
        (place / _HOLDER).write_text(f"greffier {command} (process {os.getpid()})")
        yield place
    finally:
        with suppress(OSError):
            (place / _MOVES).unlink(missing_ok=True)
        shutil.rmtree(place, ignore_errors=True)
        locks.give_back(lock)


def _lock(place: Path) -> int | None:
    """The lock of a room, which is made; None where somebody else has it, or just had."""
    with suppress(FileExistsError):
        place.mkdir()
    return locks.take(place)


def _settle(room: Path) -> None:
    """Finishes what a killed process began, and clears what else it left."""
    if (room / _MOVES).is_file():
        for number, (name, path, state) in enumerate(json.loads((room / _MOVES).read_bytes())):
            if _state(room.parent / path) == state or (room / f"before-{number}").is_dir():
                _move(room, number, name, path)
        (room / _MOVES).unlink()
    for left in room.iterdir():
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)
        else:
            left.unlink()


def _move(room: Path, number: int, name: str, path: str) -> None:
    new, before, target = room / name, room / f"before-{number}", room.parent / path
    if not new.exists():
        return  # moved before the kill
    if target.is_dir() and not target.is_symlink():
        os.rename(target, before)
    elif target.exists() and not before.exists():
        link(target, before)
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(new, target)


def _take_back(room: Path, number: int, name: str, path: str) -> None:
    new, before, target = room / name, room / f"before-{number}", room.parent / path
    moved = not new.exists()
    if moved and (before.is_dir() or not before.exists()):
        os.rename(target, new)
    if before.is_dir() or (moved and before.exists()):
        os.replace(before, target)


def _state(path: Path) -> str | None:
    """What stands at a path, so that a change is noticed: a file's hash."""
    if path.is_dir():
        return "folder"
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def _refuse(target: Path, marker: str | None) -> None:
    if not os.path.lexists(target):
        return
    replaced = marker is not None and (target / marker).is_file()
    if not target.is_dir() or (not replaced and any(path.name != WAITING for path in target.iterdir())):
        raise FileExistsError(17, "is there already and not an empty folder; name a new one", str(target))
    if replaced and os.path.ismount(target):
        raise InputError(f"{target}: is a mount point, which no folder can replace; name a folder in it")
