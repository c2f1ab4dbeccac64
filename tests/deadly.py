"""Work that takes its process down, for real: to be run in workers, which import it by name."""

import os
import signal
import time
from pathlib import Path

from greffier.corpus import conversion

#: In an article, that the process which reads it dies; that it wants more memory than there is.
WORD, HUNGRY = b"MORTEL", b"GLOUTON"
#: Bytes that a worker of a pool may take beside those that it has.
LIMIT = 1_000_000_000


def convert(task: conversion.Task) -> dict[str, bytes]:
    if any(WORD in record.data for record in task.records):
        os.kill(os.getpid(), signal.SIGKILL)
    return conversion.convert(task)


def hungry(task: conversion.Task) -> dict[str, bytes]:
    """Takes memory without end for the article that asks for it."""
    held = []
    while any(HUNGRY in record.data for record in task.records):
        held.append(b"x" * 20_000_000)
        time.sleep(0.02)
    return conversion.convert(task)


def limited(task: conversion.Task) -> dict[str, bytes]:
    """The same in a process whose memory has a limit."""
    import resource

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + LIMIT, most[1]))
    try:
        return hungry(task)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, most)


def once(path: str) -> str:
    """Kills its process the first time, and answers the second."""
    if not Path(path).exists():
        Path(path).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return path


def slowly(number: int) -> int:
    time.sleep(0.05)
    return number
