"""What `scripts/mutation.py` does: small changes of the code, and whether the tests see them."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC = Path("src/greffier")
