"""What is amiss with a file, in a sentence for whoever brought it."""


class Unreadable(Exception):
    """The file, or a row of it, can't be read. `field`: where on the page it is said. `row`: counted as a spreadsheet does."""

    def __init__(self, message: str, *, code: str, field: str = "file", row: int | None = None) -> None:
        super().__init__(message)
        self.message, self.code, self.field, self.row = message, code, field, row
