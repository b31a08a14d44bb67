"""The server as a triple store: SPARQL 1.1 Protocol, Service Description, Graph Store reads, VoID and DCAT.

`negotiation` chooses the form of an answer, `operation` reads what a request asks, `answering` answers it in a worker,
`endpoint` and `graphs` put the three together.
"""
