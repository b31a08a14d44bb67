"""From the entities of many items to resources with lasting IRIs.

Takes Extractions, returns a Resolution; may import the model and authority data. `names` has the normal forms
that are compared, `clusters` the union-find, `organisations`, `projects`, `places` and `events` the evidence
that joins each kind, `labels` and `iris` what the result is called.
"""

from migrationkg.resolution.resolver import resolve

__all__ = ["resolve"]
