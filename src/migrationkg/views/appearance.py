"""Colour and shape of each kind of thing: a shape of its own, so that no meaning hangs on colour alone.

Colours are those of Okabe and Ito, which people with any form of colour blindness can tell apart
(M. Okabe and K. Ito, "Color Universal Design", 2008). Shapes are SVG paths around the origin, about 2 wide:
the page draws nodes and legend from the same path.
"""

from dataclasses import dataclass
from math import sqrt
from typing import Final


@dataclass(frozen=True, slots=True)
class Appearance:
    """How a kind of thing looks.

    Attributes:
        colour: the fill, `#RRGGBB`.
        path: the outline, SVG path data.
    """

    colour: str
    path: str


_BLUE, _ORANGE, _SKY, _VERMILLION = "#0072B2", "#E69F00", "#56B4E9", "#D55E00"
_YELLOW, _BLACK, _GREEN, _PURPLE = "#F0E442", "#000000", "#009E73", "#CC79A7"

_CIRCLE = "M-1 0A1 1 0 1 0 1 0A1 1 0 1 0 -1 0Z"
_STAR = "M0 -1.2L.31 -.42L1.14 -.37L.5 .16L.71 .97L0 .52L-.71 .97L-.5 .16L-1.14 -.37L-.31 -.42Z"  # five points
_SQUARE = "M-.88 -.88H.88V.88H-.88Z"
_DIAMOND = "M0 -1.2L1.05 0L0 1.2L-1.05 0Z"
_HOUSE = "M0 -1.1L1 -.3V.9H-1V-.3Z"
_TRAPEZIUM = "M-.65 -.8H.65L1.15 .8H-1.15Z"
_PLUS = "M-.42 -1H.42V-.42H1V.42H.42V1H-.42V.42H-1V-.42H-.42Z"
_TRIANGLE = "M0 -1.1L1.15 .85H-1.15Z"
_PARALLELOGRAM = "M-.6 -.75H1.2L.6 .75H-1.2Z"
_HEXAGON = "M-.58 -1H.58L1.15 0L.58 1H-.58L-1.15 0Z"
_PIN = "M0 1.25C-.35 .75 -.95 .3 -.95 -.3A.95 .95 0 0 1 .95 -.3C.95 .3 .35 .75 0 1.25Z"
_BUST = "M-.5 -.55A.5 .5 0 1 1 .5 -.55A.5 .5 0 1 1 -.5 -.55ZM-.95 1C-.95 .3 -.5 .05 0 .05S.95 .3 .95 1Z"

#: Kind → appearance, for each of `model.ENTITY_KINDS`.
APPEARANCE: Final = {
    "Project": Appearance(_BLUE, _CIRCLE),
    "Event": Appearance(_ORANGE, _STAR),
    "InternationalOrganisation": Appearance(_SKY, _SQUARE),
    "ImplementingOffice": Appearance(_SKY, _DIAMOND),
    "Ministry": Appearance(_VERMILLION, _HOUSE),
    "GovernmentBody": Appearance(_VERMILLION, _TRAPEZIUM),
    "CivilSocietyOrganisation": Appearance(_YELLOW, _PLUS),
    "AcademicInstitution": Appearance(_YELLOW, _TRIANGLE),
    "Company": Appearance(_BLACK, _PARALLELOGRAM),
    "Country": Appearance(_GREEN, _HEXAGON),
    "Place": Appearance(_GREEN, _PIN),
    "Person": Appearance(_PURPLE, _BUST),
}

_SMALLEST, _LARGEST = 7, 32


def size_of(centrality: float, most: float) -> float:
    """Return the size of a node, such that its area grows with its centrality.

    Args:
        centrality: its own.
        most: the highest of the network, or 1 where there is none.

    Example:
        >>> size_of(0, 0.5), size_of(0.5, 0.5)
        (7.0, 32.0)
    """
    return round(_SMALLEST + (_LARGEST - _SMALLEST) * sqrt(centrality / most), 1)
