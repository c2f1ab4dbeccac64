"""An editor's folder: articles, curation, rows, and the one module that writes files."""
