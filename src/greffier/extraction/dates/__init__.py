"""The days that an article names, and what they mean."""
