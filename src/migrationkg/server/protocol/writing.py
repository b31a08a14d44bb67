"""Answers in the forms of the engine, written piece by piece."""

from collections.abc import Callable
from typing import BinaryIO

from migrationkg.graph.xml_stream import xml_stream
from migrationkg.server.protocol.negotiation import Form
from migrationkg.server.refusals import RefusedError
from migrationkg.server.work import Written


def written(form: Form, write: Callable[[BinaryIO], object]) -> Written:
    """Return an answer whose head is the media type; in a form of XML only what XML can say.

    Args:
        form: in which it is written.
        write: writes it to a stream of bytes.
    """
    if "XML" not in form.name:
        return Written(form.media_type, write)
    return Written(form.media_type, lambda stream: write(xml_stream(stream, _refusal)))


def _refusal(told: str) -> RefusedError:
    return RefusedError(406, f"{told}; Accept another form, such as JSON for rows and Turtle for graphs")
