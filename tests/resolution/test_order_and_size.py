"""Neither the order of items nor their number does harm."""

import time
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from migrationkg.model import Extraction
from migrationkg.resolution import resolve

MakeItem = Callable[..., Extraction]

KINDS_AND_NAMES = st.sampled_from(
    [
        ("Project", "MOBILAZE 2"),
        ("Project", "Support to Mobility|MOBILAZE 2"),
        ("Project", "Support to Mobility|SM"),
        ("Project", "SM"),
        ("Ministry", "Ministry of Interior"),
        ("Ministry", "Ministry of Interior of Albania|MoI"),
        ("GovernmentBody", "MoI"),
        ("InternationalOrganisation", "EU"),
        ("CivilSocietyOrganisation", "Samuel Hall|SH"),
        ("Company", "Samuel Hall"),
        ("Company", "Stone House|SH"),
        ("Company", "SH"),
        ("ImplementingOffice", "Regional Office"),
        ("Country", "Albania=AL"),
        ("Country", "Serbia=RS"),
        ("Place", "Tirana"),
        ("Person", "Ana Petrova"),
        ("Event", ""),
    ]
)
RELATIONS = {
    "Ministry": ("jurisdiction", "Country"),
    "GovernmentBody": ("partOf", "Ministry"),
    "ImplementingOffice": ("partOf", "InternationalOrganisation"),
    "Place": ("locatedIn", "Country"),
    "Person": ("affiliatedWith", "Company"),
    "Event": ("partOfProject", "Project"),
}


@st.composite
def items_of_news(draw: st.DrawFn, item: MakeItem) -> list[Extraction]:
    items = []
    for number in range(draw(st.integers(1, 6))):
        drawn = draw(st.lists(KINDS_AND_NAMES, min_size=1, max_size=6))
        entities = [(f"e{n}", kind, names) for n, (kind, names) in enumerate(drawn)]
        facts = [
            (local, RELATIONS[kind][0], other)
            for local, kind, _ in entities
            for other, other_kind, _ in entities
            if kind in RELATIONS and other_kind == RELATIONS[kind][1] and draw(st.booleans())
        ]
        facts += [(local, "eventType", "training") for local, kind, _ in entities if kind == "Event"]
        facts += [(local, "startDate", "2023-06-19") for local, kind, _ in entities if kind == "Event"]
        items.append(item(f"item-{number}", entities, facts, f"2023-07-0{draw(st.integers(1, 3))}"))
    return items


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_the_order_of_items_does_not_count(item: MakeItem, data: st.DataObject) -> None:
    extractions = data.draw(items_of_news(item))
    expected = resolve(extractions)
    assert resolve(data.draw(st.permutations(extractions))) == expected
    told = set(expected.iris.values())
    states = {one.state for one in expected.resources if one.iri in told}
    others = [one for one in expected.resources if one.iri not in told]
    assert told <= {one.iri for one in expected.resources}
    assert all(one.kind == "Country" and one.iso in states for one in others), "only states of places are added"
    assert len({resource.iri for resource in expected.resources}) == len(expected.resources)


def test_ten_thousand_items_are_resolved_in_seconds(item: MakeItem) -> None:
    extractions = [
        item(
            f"item-{n}",
            [
                ("p", "Project", f"Project number {n % 3000} of Labour|PR{chr(65 + n % 26)}X {n % 40}"),
                ("m", "Ministry", "Ministry of Interior"),
                ("o", "InternationalOrganisation", "EU|European Union"),
                ("c", "Country", ("Albania=AL", "Serbia=RS")[n % 2]),
                ("x", "Event", ""),
            ],
            [
                ("m", "jurisdiction", "c"),
                ("x", "partOfProject", "p"),
                ("x", "eventType", "training"),
                ("x", "startDate", f"2023-06-{n % 28 + 1:02}"),
            ],
        )
        for n in range(10_000)
    ]
    begun = time.process_time()
    resolve(extractions)
    assert time.process_time() - begun < 20
