"""Which ministries are involved in a project through its occasions, though no news calls them its partners."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from migrationkg.views.network import Network


def ministries_through_events(network: "Network") -> dict[str, dict[str, list[str]]]:
    """Return project → ministry → the occasions in which it, a body of it or one of its people took part.

    Args:
        network: of `migrationkg.views.network`.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for event, project in _joined(network, "partOfProject"):
        for ministry in sorted(_ministries(network, event)):
            found.setdefault(project, {}).setdefault(ministry, []).append(event)
    return found


def _joined(network: "Network", relation: str) -> Iterator[tuple[str, str]]:
    return ((one, other) for one, other, key in network.edges(keys=True) if key == relation)


def _ministries(network: "Network", event: str) -> set[str]:
    """Return the ministries that organise an occasion or take part in it, also by what belongs to them."""
    todo = _targets(network, event, "organisedBy", "hasParticipant")
    reached: set[str] = set()
    while todo:
        one = todo.pop()
        if one not in reached:
            reached.add(one)
            todo |= _targets(network, one, "partOf", "affiliatedWith")
    return {one for one in reached if network.nodes[one]["kind"] == "Ministry"}


def _targets(network: "Network", node: str, *relations: str) -> set[str]:
    return {other for _, other, key in network.out_edges(node, keys=True) if key in relations}
