"""How far a long run is: a bar on a terminal, a line now and then in a log."""

import sys
import time
from typing import Any

#: Seconds between two lines in a log.
EVERY = 30.0


class Progress:
    """Counts articles against the bytes that there are to read."""

    def __init__(self, total: int, what: str) -> None:
        self.total, self.what = total, what
        self.articles, self.done = 0, 0
        self.begun = self.told = time.monotonic()
        self.bar: Any = None
        if sys.stderr.isatty():
            from tqdm import tqdm

            self.bar = tqdm(total=total, unit="B", unit_scale=True, desc=what, leave=False)

    def show(self, articles: int, done: int) -> None:
        """More articles are finished; `done` bytes lie behind them, or behind others that are."""
        self.articles += articles
        done = max(done, self.done)
        now = time.monotonic()
        rate = self.articles / max(now - self.begun, 1e-9)
        if self.bar is not None:
            self.bar.set_postfix_str(f"{self.articles} articles, {rate:.0f}/s", refresh=False)
            self.bar.update(done - self.done)
        elif now - self.told >= EVERY:
            self.told = now
            left = (self.total - done) / max(done, 1) * (now - self.begun)
            line = f"{self.what}: {self.articles} articles, {rate:.0f}/s, {done / max(self.total, 1):.0%} read"
            print(f"{line}, {left / 60:.0f} min left", file=sys.stderr)
        self.done = done

    def close(self) -> None:
        if self.bar is not None:
            self.bar.close()
