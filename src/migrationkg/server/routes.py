"""The table of all routes: which path is answered by which function."""

from starlette.routing import BaseRoute, Route

from migrationkg.server import downloads, health
from migrationkg.server.curation import endpoints as curation
from migrationkg.server.pages import (
    asking,
    files,
    interface,
    lists,
    looks,
    ontology,
    questions,
    searching,
    start,
    things,
    vocabulary,
)
from migrationkg.server.protocol import endpoint, graphs, void
from migrationkg.server.reconciliation import endpoints as reconciliation

ROUTES: list[BaseRoute] = [
    # --- the server itself
    Route("/health", health.health, name="health"),
    Route("/ready", health.ready, name="ready"),
    # --- pages for readers
    Route("/", start.start, name="start"),
    Route("/search", searching.search, name="search"),
    Route("/suggest", searching.suggest),
    Route("/projects", lists.listing),
    Route("/organisations", lists.listing),
    Route("/countries", lists.listing),
    Route("/places", lists.listing),
    Route("/events", lists.listing),
    Route("/people", lists.listing),
    Route("/news", lists.listing),
    Route("/questions", questions.questions),
    Route("/question/{name}", questions.question),
    Route("/query", asking.moved),
    Route("/query.{form}", asking.moved),
    Route("/sparql.{form}", asking.query_file),
    Route("/sparql/network", asking.query_network),
    Route("/sparql/problem", asking.query_problem),
    Route("/terms", vocabulary.vocabulary),
    Route("/openapi.json", interface.openapi),
    Route("/examples.ttl", interface.examples),
    Route("/network", files.made_page),
    Route("/validation", files.made_page),
    Route("/static/{name}", looks.static),
    # --- the ontology and its companions, at their IRIs
    Route("/ontology/logo.svg", ontology.logo),
    Route("/ontology", ontology.document),
    Route("/ontology.{ending}", ontology.document),
    Route("/ontology/{rest:path}", ontology.document),
    Route("/shapes", ontology.document),
    Route("/shapes.{ending}", ontology.document),
    Route("/shapes/{version}", ontology.document),
    Route("/event-type/", ontology.document),
    Route("/theme/", ontology.document),
    # --- SPARQL 1.1: queries (and the page for them), whole graphs, what is served; the files of the graph
    Route("/sparql", endpoint.sparql, methods=["GET", "POST"], name="sparql"),
    Route("/graphs", graphs.graph, name="graphs"),
    Route("/graphs/{path:path}", graphs.graph_of, name="graph"),
    Route("/.well-known/void", void.void, name="void"),
    Route("/graph.ttl", downloads.turtle, name="turtle"),
    Route("/graph.trig", downloads.trig, name="trig"),
    # --- Reconciliation Service API 0.2
    Route("/reconcile", reconciliation.service, methods=["GET", "POST"], name="reconciliation"),
    Route("/reconcile/properties", reconciliation.properties),
    Route("/reconcile/suggest/entity", reconciliation.entities),
    Route("/reconcile/suggest/property", reconciliation.suggested_properties),
    Route("/reconcile/suggest/type", reconciliation.types),
    Route("/reconcile/preview", reconciliation.preview_page),
    Route("/reconcile/view", reconciliation.view),
    # --- curation, with a token
    Route("/curation", curation.home, name="curation"),
    Route("/curation/sign-in", curation.sign_in, methods=["GET", "POST"]),
    Route("/curation/sign-out", curation.sign_out, methods=["POST"]),
    Route("/curation/new", curation.new),
    Route("/curation/preview", curation.preview, methods=["POST"]),
    Route("/curation/decide", curation.decide, methods=["POST"]),
    Route("/curation/undo", curation.undo, methods=["POST"]),
    Route("/curation/build", curation.build, methods=["POST"]),
    Route("/curation/decisions", curation.decisions),
    # --- things, each at its local name; last, since they match any path of two parts
    Route("/{kind}/{name}", things.thing),
    Route("/{path:path}", things.by_iri),
]
