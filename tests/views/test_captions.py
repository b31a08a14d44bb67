"""The words beside the nodes of the picture."""

from collections.abc import Callable

from playwright.sync_api import Page
from pyoxigraph import RdfFormat, Store

from migrationkg.views import network

Show = Callable[..., Page]

#: Ministries that begin alike, two of them ending alike too, and a name of two long words.
ALIKE = """
@base <https://w3id.org/migrationkg/id/> .
@prefix mkg: <https://w3id.org/migrationkg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<organisation/1> a mkg:Ministry ; skos:prefLabel "Ministry of Labour and Social Protection of Azerbaijan"@en .
<organisation/2> a mkg:Ministry ; skos:prefLabel "Ministry of Labour and Social Affairs of Azerbaijan"@en .
<organisation/3> a mkg:Ministry ; skos:prefLabel "Ministry of Labour and Social Protection of Moldova"@en .
<organisation/4> a mkg:CivilSocietyOrganisation ; skos:prefLabel "Reintegration Consortium"@en .
"""


def test_a_caption_that_is_cut_keeps_what_tells_it_apart(show: Show) -> None:
    store = Store()
    store.load(ALIKE.encode(), format=RdfFormat.TURTLE)
    page = show(network(store))
    captions = dict(
        page.evaluate("data.nodes.map(({ id, name }) => [name, captionsOf.get(id).map((c) => c.join(' '))])")
    )
    assert captions["Ministry of Labour and Social Protection of Moldova"][0] == "Ministry of Labour … Moldova"
    for ending in ("Protection", "Affairs"):
        name = f"Ministry of Labour and Social {ending} of Azerbaijan"
        assert captions[name] == [name], "the other one begins and ends in the same words"
    assert set(captions["Reintegration Consortium"]) == {"Reintegration Consortium"}, "nothing is left out of it"


def test_in_a_crowd_the_hubs_have_their_captions_and_none_covers_another(show: Show) -> None:
    ties = [f"<project/{n}> mkg:fundedBy <organisation/eu>, <organisation/{n % 3}> ." for n in range(60)]
    names = [f'<project/{n}> a mkg:Project ; skos:prefLabel "Project of number {n}"@en .' for n in range(60)]
    hubs = [f'<organisation/{n}> a mkg:Company ; skos:prefLabel "Company {n} of some length"@en .' for n in range(3)]
    union = '<organisation/eu> a mkg:Company ; skos:prefLabel "European Union"@en .'
    store = Store()
    store.load("\n".join([ALIKE, *ties, *names, *hubs, union]).encode(), format=RdfFormat.TURTLE)
    page = show(network(store), width=390, height=844)
    captions = page.evaluate("drawing.picture.captions.map(({ words, box }) => ({ words: words.join(' '), ...box }))")
    told = [caption["words"] for caption in captions]
    assert "European Union" in told
    assert sum(words.startswith("Company") for words in told) == 3
    assert not [
        (one["words"], other["words"])
        for nth, one in enumerate(captions)
        for other in captions[:nth]
        if one["left"] < other["right"] - 1 and other["left"] < one["right"] - 1
        if one["top"] < other["bottom"] - 1 and other["top"] < one["bottom"] - 1
    ]


def test_an_acronym_that_two_things_have_is_no_caption(show: Show) -> None:
    store = Store()
    names = [
        f'<project/{place}> a mkg:Project ; skos:prefLabel "Migrant Resource Centre in {place}"@en ; '
        f'skos:altLabel "MRC"@en, "MRC-{place[0]}"@en .'
        for place in ("Iraq", "Tajikistan")
    ]
    union = '<organisation/eu> a mkg:Company ; skos:prefLabel "Union of the European states"@en ; skos:altLabel "UES" .'
    store.load("\n".join([ALIKE, *names, union]).encode(), format=RdfFormat.TURTLE)
    page = show(network(store))
    short = page.evaluate("data.nodes.map(shortName)")
    assert {"MRC-I", "MRC-T", "UES"} <= set(short)
    assert "MRC" not in short
