"""The errors geopol raises on purpose. Each message names the value that was met and what is allowed."""


class GeopolError(Exception):
    """Base of all errors that geopol raises."""


class InputError(GeopolError, ValueError):
    """An argument or an input that cannot be used."""


class ModelError(GeopolError):
    """A model folder that is missing, damaged or made for other versions."""


class ReadError(GeopolError):
    """A document that cannot be read.

    Attributes:
        reason: What happened, with the value that was met.
        hint: What the user can do about it.
    """

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(f"{reason} ({hint})" if hint else reason)
        self.reason = reason
        self.hint = hint
