"""A drawing of which class is joined to which, and by what: the relations in the middle, their ends left and right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from migrationkg.documentation.vocabulary import Term

_ROW, _BOX, _GAP, _TOP = 26, 26, 8, 20
_LEFT, _MIDDLE, _RIGHT, _WIDTH = 230, 470, 710, 940


@dataclass(frozen=True, slots=True)
class _Joined:
    """A relation that graphs state, with the names of the classes at its ends."""

    term: Term
    ends: tuple[Sequence[str], Sequence[str]]


def diagram(terms: Sequence[Term]) -> str:
    """Return the drawing as SVG, which takes its colours from the page around it.

    Relations that follow from others are left out.

    Args:
        terms: of the ontology.
    """
    joined = [
        _Joined(term, ([one.name for one in term.domain], [one.name for one in term.range]))
        for term in terms
        if term.kind == "relation" and not term.follows
    ]
    joined.sort(key=lambda one: (one.ends[0], one.ends[1], one.term.name))
    rows = {one.term.name: _TOP + _ROW * (place + 0.5) for place, one in enumerate(joined)}
    sides = [_placed(joined, rows, side) for side in (0, 1)]
    height = max([*rows.values(), *sides[0].values(), *sides[1].values()]) + _BOX
    lines = [_line(one, rows[one.term.name], sides, side) for one in joined for side in (0, 1)]
    middle = [_relation(one.term, rows[one.term.name]) for one in joined]
    boxes = [_box(name, y, side) for side in (0, 1) for name, y in sides[side].items()]
    title = "<title>Which class is joined to which, and by what; the tables below say the same in words</title>"
    content = "\n".join([*lines, *middle, *boxes])
    return f'<svg viewBox="0 0 {_WIDTH} {height:.0f}" role="group" class="diagram">{title}\n{content}\n</svg>'


def _placed(joined: Sequence[_Joined], rows: Mapping[str, float], side: int) -> dict[str, float]:
    """Return class → height of its middle: that of its relations, moved down where another one is there."""
    heights: dict[str, list[float]] = {}
    for one in joined:
        for name in one.ends[side]:
            heights.setdefault(name, []).append(rows[one.term.name])
    wished = sorted((sum(found) / len(found), name) for name, found in heights.items())
    placed: dict[str, float] = {}
    least = float(_TOP + _BOX / 2)
    for wish, name in wished:
        placed[name] = max(wish, least)
        least = placed[name] + _BOX + _GAP
    return placed


def _line(one: _Joined, row: float, sides: Sequence[Mapping[str, float]], side: int) -> str:
    """Return the curves from a relation to the classes at one of its ends; an arrow leads to the values."""
    half = 80
    near, far = (_MIDDLE - half, _LEFT) if side == 0 else (_MIDDLE + half, _RIGHT)
    bend = (near + far) / 2
    paths = []
    for name in one.ends[side]:
        y = sides[side][name]
        paths.append(f'<path d="M{near} {row:.0f}C{bend:.0f} {row:.0f} {bend:.0f} {y:.0f} {far} {y:.0f}"/>')
        if side == 1:
            paths.append(f'<path class="tip" d="M{far} {y:.0f}l-8 -4v8z"/>')
    return "".join(paths)


def _relation(term: Term, y: float) -> str:
    name = escape(term.name)
    return f'<a href="#{name}"><text x="{_MIDDLE}" y="{y + 5:.0f}" text-anchor="middle">{name}</text></a>'


def _box(name: str, y: float, side: int) -> str:
    left = 8 if side == 0 else _RIGHT
    width = _LEFT - 8
    short = escape(name.removeprefix("mkg:"))
    drawn = (
        f'<rect x="{left}" y="{y - _BOX / 2:.0f}" width="{width}" height="{_BOX}" rx="5"/>'
        f'<text x="{left + width / 2:.0f}" y="{y + 5:.0f}" text-anchor="middle">{short}</text>'
    )
    return f'<a href="#{short}">{drawn}</a>' if name.startswith("mkg:") else drawn
