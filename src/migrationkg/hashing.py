"""A number that stands for a text, where a database asks for equality alone."""

from hashlib import blake2b


def number_of(text: str) -> int:
    """Return a number of 64 bits that stands for a text.

    Example:
        >>> number_of("ICMPD") == number_of("ICMPD"), number_of("ICMPD") == number_of("IOM")
        (True, False)
    """
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)
