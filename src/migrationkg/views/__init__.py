"""From a store to networks: an interactive page, and files for Gephi, Cytoscape and the like.

In: a store of the layout of the graph stage. Out: a networkx MultiDiGraph, one HTML file, GraphML, GEXF, Cytoscape.js
JSON, graphology JSON, tables of nodes and edges.
May import: the graph and store stages, and authority data. `network` with `evidence` reads the store through
`statements`, and from `whereabouts` where countries and places are; `view` makes views of it from the queries of
`named`, to be drawn as networks, timeline, map or matrix; `page` writes the page from `page_data` (with `layout`,
`appearance` and `wording`) and the files of `page_parts`; `network_files` the rest. `layout` sets nodes by `forces` and
keeps them `apart`, of very many each of the `communities` by itself.
"""

from migrationkg.views.network import network
from migrationkg.views.network_files import (
    write_cytoscape,
    write_gexf,
    write_graphml,
    write_graphology,
    write_node_and_edge_tables,
)
from migrationkg.views.page import html_of, write_html
from migrationkg.views.view import VIEWS, View, named_views, view_around, view_of_query

__all__ = [
    "VIEWS",
    "View",
    "html_of",
    "named_views",
    "network",
    "view_around",
    "view_of_query",
    "write_cytoscape",
    "write_gexf",
    "write_graphml",
    "write_graphology",
    "write_html",
    "write_node_and_edge_tables",
]
