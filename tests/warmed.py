"""Loaded by the process that others are forked from."""

from processes import warm

warm()
