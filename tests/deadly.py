"""Work that takes its process down, for real: to be run in workers, which import it by name."""

import os
import signal
import time
from pathlib import Path

from greffier.corpus import conversion

#: In an article, that the process which reads it dies.
WORD = b"MORTEL"


def convert(task: conversion.Task) -> dict[str, bytes]:
    if any(WORD in record.data for record in task.records):
        os.kill(os.getpid(), signal.SIGKILL)
    return conversion.convert(task)


def once(path: str) -> str:
    """Kills its process the first time, and answers the second."""
    if not Path(path).exists():
        Path(path).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return path


def slowly(number: int) -> int:
    time.sleep(0.05)
    return number
