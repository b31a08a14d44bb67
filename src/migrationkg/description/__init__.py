"""What a dataset of ours is, told to catalogues: DCAT-AP 3, VoID and PROV-O.

In: the statements of a graph, what its owner says of it, the files that hold it. Out: statements about the dataset. May
import the graph and the store's short names. `statistics` counts, `about` reads what the owner says, `dataset` puts the
description together of `catalogue` (DCAT), `counts` (VoID) and `provenance` (PROV-O); `forms` names the forms of files.
"""
