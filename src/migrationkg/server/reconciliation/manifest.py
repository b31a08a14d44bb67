"""What the service tells of itself."""

from migrationkg import __version__
from migrationkg.graph import terms
from migrationkg.server.reconciliation.batches import MOST_QUERIES
from migrationkg.server.reconciliation.catalogue import TYPES, type_of

#: Pixels of the frame in which a thing is shown.
WIDTH, HEIGHT = 430, 300


def manifest(endpoint: str, space: str, name: str = "migrationkg") -> dict[str, object]:
    """Return the service manifest.

    Args:
        endpoint: address of the service, without a slash at the end.
        space: where the IRIs of things begin; what follows is their id.
        name: the name under which users see the service.
    """
    return {
        "versions": ["0.2"],
        "name": name,
        "identifierSpace": space,
        "schemaSpace": terms.ONTOLOGY,
        "serviceVersion": __version__,
        "defaultTypes": [type_of(kind) for kind in TYPES],
        "batchSize": MOST_QUERIES,
        "view": {"url": f"{endpoint}/view?id={{{{id}}}}"},
        "preview": {"url": f"{endpoint}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {
            kind: {"service_url": endpoint, "service_path": f"/suggest/{kind}"}
            for kind in ("entity", "property", "type")
        },
        "extend": {
            "propose_properties": {"service_url": endpoint, "service_path": "/properties"},
            "property_settings": [],
        },
    }
