"""Rulings in an article: where they are mentioned, by what construction, of whom, and which mentions are one."""
