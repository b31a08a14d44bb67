"""Short answers that were given lately, so that a question that many ask is worked on once for each build."""

from collections import OrderedDict

_LARGEST = 2**16  # bytes of an answer that is worth keeping
_ALL = 2**24  # bytes of all answers together


class Recent:
    """The answers on one state of a knowledge base, by their ETags; those not asked for longest go first.

    Example:
        >>> recent = Recent()
        >>> recent.keep("a", b"1", "text/csv")
        >>> recent.find("a"), recent.find("b")
        ((b'1', 'text/csv'), None)
    """

    def __init__(self) -> None:
        self._answers: OrderedDict[str, tuple[bytes, str]] = OrderedDict()
        self._size = 0

    def find(self, tag: str) -> tuple[bytes, str] | None:
        """Return the content and media type of an answer, if it is here."""
        found = self._answers.get(tag)
        if found:
            self._answers.move_to_end(tag)
        return found

    def keep(self, tag: str, content: bytes, media_type: str) -> None:
        """Keep an answer, if it is short."""
        if len(content) > _LARGEST or tag in self._answers:
            return
        self._answers[tag] = content, media_type
        self._size += len(content)
        while self._size > _ALL:
            _, (oldest, _) = self._answers.popitem(last=False)
            self._size -= len(oldest)
