"""The editor's page: articles with their rows, read, corrected and signed in a browser on this machine."""
