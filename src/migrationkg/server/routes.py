"""The table of all routes: which path is answered by which function."""

from starlette.routing import BaseRoute, Route

from migrationkg.server import health
from migrationkg.server.protocol import endpoint

ROUTES: list[BaseRoute] = [
    # --- the server itself
    Route("/health", health.health, name="health"),
    Route("/ready", health.ready, name="ready"),
    # --- SPARQL 1.1
    Route("/sparql", endpoint.sparql, methods=["GET", "POST"], name="sparql"),
]
