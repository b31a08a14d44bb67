"""What a request is refused with: a line for people and a status of HTTP."""

from migrationkg.errors import InputError


class RefusedError(InputError):
    """A request that is not answered; its text is one line that says why and how to mend it.

    Example:
        >>> str(RefusedError(404, "no graph is called <urn:a>")), RefusedError(404, "no").status
        ('no graph is called <urn:a>', 404)
    """

    def __init__(self, status: int, message: str) -> None:
        super().__init__(status, message)  # both, so that it survives the way from a worker
        self.status = status

    def __str__(self) -> str:
        return str(self.args[1])
