"""What `scripts/mutation.py` does: small changes of the code, and whether the tests see them."""
