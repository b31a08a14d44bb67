"""The network page of a knowledge base, and of stores elsewhere.

A build draws the network of a small graph. Of a large one that takes longer than adding news does; there, and where the
user wants none, it puts a page in its place that tells how to draw it, so that nobody looks at the network of news that
has changed since.
"""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Store

from migrationkg.errors import InputError
from migrationkg.graph.files import replacing
from migrationkg.knowledge_base.folder import open_knowledge_base
from migrationkg.progress import stage
from migrationkg.store import open_store
from migrationkg.store.remote import RemoteStore

if TYPE_CHECKING:
    from migrationkg.views.network import Network

#: Things on the page that every build writes, and on one that the user asks for and waits for.
MOST_ON_A_PAGE = 1000
MOST_WHEN_ASKED = 10_000


def view_knowledge_base(
    kb: str | Path,
    target: str | Path | None = None,
    most: int = MOST_WHEN_ASKED,
    *,
    endpoint: str | None = None,
    view: str = "",
    around: str = "",
    depth: int = 1,
    query: str = "",
    parameters: Mapping[str, str] | None = None,
) -> Path:
    """Write the network page of a knowledge base and return its path.

    Args:
        kb: the folder.
        target: the file; `network.html` in the folder if not given.
        most: how many things at most, those with the most ties first.
        endpoint: address of a SPARQL endpoint that is drawn instead; the file lies here then by default.
        view: the tab that is shown first, one of `migrationkg.views.VIEWS`.
        around: a thing by name, local name or IRI; what stands around it is the first tab then.
        depth: how many steps from it at most.
        query: a question by name, the path of an `.rq` file or a query; its answer is the first tab then.
        parameters: name → value of what the question takes.

    Raises:
        InputError: there is no knowledge base, no such view, thing or query, or nothing to draw of it.
    """
    if endpoint:
        path, store = Path(target or "network.html"), RemoteStore(endpoint).copy()
    else:
        known = open_knowledge_base(Path(kb))
        path, store = Path(target) if target else known.network, open_store(known.store)
    page = network_page(store, most, view=view, around=around, depth=depth, query=query, parameters=parameters)
    with replacing(path) as stream:
        stream.write(page)
    return path


def network_page(
    store: Store,
    most: int,
    *,
    view: str = "",
    around: str = "",
    depth: int = 1,
    query: str = "",
    parameters: Mapping[str, str] | None = None,
) -> bytes:
    """Return the network page of a knowledge base, as `view_knowledge_base` writes it.

    Args:
        store: its store.
        most: as of `view_knowledge_base`, like the others.
        view: likewise.
        around: likewise.
        depth: likewise.
        query: likewise.
        parameters: likewise.

    Raises:
        InputError: there is no such view, thing or query, or nothing to draw of it.
    """
    from migrationkg.views import VIEWS, html_of, named_views, network, view_around, view_of_query

    if view and view not in VIEWS:
        raise InputError(f"no view is called '{view}'; choose one of {', '.join(VIEWS)}")
    with stage("reading the network"):
        drawn = network(store, most)
    with stage("laying the network out"):
        own = []
        if query:
            own.append(view_of_query(store, drawn, query, parameters))
        if around:
            own.append(view_around(drawn, _thing_drawn(store, drawn, around), depth))
        return html_of(drawn, views=(*own, *named_views(store, drawn)), start=view)


def _thing_drawn(store: Store, drawn: "Network", name: str) -> str:
    from migrationkg.sheets.naming import thing_called

    thing = thing_called(store, name)
    if thing.iri not in drawn:
        raise InputError(f"'{thing.label}' is not among the {len(drawn)} things drawn; draw more with --most")
    return thing.iri


def page_of_none() -> bytes:
    """Return the page that stands where no network is drawn yet; it tells how to draw it."""
    return (files("migrationkg") / "views" / "page_parts" / "not_drawn.html").read_bytes()


def is_drawn(path: Path) -> bool:
    """Tell whether a page shows a network, and is not that of `page_of_none`."""
    none = page_of_none()
    return path.stat().st_size != len(none) or path.read_bytes() != none


def write_network_page(store: Store, path: Path, drawn: "Network") -> None:
    """Write the page of a network with the views that the package carries.

    Args:
        store: that of the network.
        path: the file.
        drawn: of `migrationkg.views.network`.

    Raises:
        InputError: the file cannot be written.
    """
    from migrationkg.views import named_views, write_html

    write_html(drawn, path, views=named_views(store, drawn))
