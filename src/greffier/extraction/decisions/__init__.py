"""Rulings in an article: where they are told, by what construction, of whom, and which mentions are one."""
