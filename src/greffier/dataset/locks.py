"""A lock on a file or a folder, which one process holds and which is gone with it, however it ends."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path

#: The locks that this process holds. A process that it starts by forking must not keep them when it is gone.
_locks: set[int] = set()


def _let_go() -> None:
    for lock in _locks:
        os.close(lock)
    _locks.clear()


os.register_at_fork(after_in_child=_let_go)


def take(place: Path) -> int | None:
    """The lock on a file or folder that is there, for `give_back`; None where somebody else has it, or just had.

    What is no longer there, or another by the time that it is locked, was taken away by who had it before.
    """
    try:
        lock = os.open(place, os.O_RDONLY | os.O_NOFOLLOW)
    except FileNotFoundError:
        return None
    with suppress(BlockingIOError, FileNotFoundError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(lock), os.stat(place)):
            _locks.add(lock)
            return lock
    os.close(lock)
    return None


def give_back(lock: int) -> None:
    """Lets others have the lock; nothing in a process that was forked from the one that took it."""
    if lock in _locks:
        _locks.remove(lock)
        os.close(lock)
