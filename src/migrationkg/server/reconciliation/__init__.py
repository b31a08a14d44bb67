"""OpenRefine and the like match their columns against a served knowledge base: Reconciliation Service API 0.2.

In: the JSON of the specification. Out: likewise. The rest is functions of a store: `catalogue` knows its things and
properties, `batches` reads queries and answers them, `suggesting` completes what is typed, `extending` fetches values,
`previewing` shows a thing in a small frame; `manifest` tells of all that, `endpoints` serves it.
https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""
