"""What can go wrong for a user: one message that says what, where and what to do."""


class GreffierError(Exception):
    """Something a user can mend; `str(error)` is the whole message."""


class InputError(GreffierError):
    """An article, its metadata, or a curated file cannot be used."""


class PackageError(GreffierError):
    """A data package, its descriptor or its schemas cannot be read."""


class CorrectionError(GreffierError):
    """A correction or an alias no longer fits the rows it was made for."""


class MissingDependency(GreffierError):
    """A command or a backend needs a library that is not installed."""
