"""IRIs that last: minted once, kept whatever comes later, never given to another thing."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.resolution.test_order_and_size import items_of_news

from migrationkg.model import Extraction, Resolution
from migrationkg.resolution import resolve

MakeItem = Callable[..., Extraction]
BASE = "https://w3id.org/migrationkg/id/"


def path(resolution: Resolution, item_id: str, entity: str = "x") -> str:
    return resolution.iris[item_id, entity].removeprefix(BASE)


def project(item: MakeItem, item_id: str, names: str, published: str = "2023-07-01") -> Extraction:
    return item(item_id, [("x", "Project", names)], published=published)


def after(before: Resolution, *items: Extraction) -> Resolution:
    return resolve(items, BASE, before.identities)


def test_an_earlier_item_that_comes_later_renames_nothing(item: MakeItem) -> None:
    late = project(item, "b", "Support to Mobility", "2023-07-02")
    early = project(item, "a", "Support to Mobility|S2M")
    first = resolve([late])
    assert path(first, "b") == "project/support-to-mobility"
    assert path(resolve([early, late]), "b") == "project/s2m"
    both = after(first, early, late)
    assert path(both, "a") == path(both, "b") == "project/support-to-mobility"
    assert both.replaced == {}


def test_two_that_are_found_to_be_one_keep_one_iri_and_tell_of_the_other(item: MakeItem) -> None:
    long, short = project(item, "a", "Support to Mobility"), project(item, "b", "S2M")
    apart = resolve([long, short])
    bridge = project(item, "c", "Support to Mobility|S2M", "2023-07-03")
    joined = after(apart, long, short, bridge)
    assert len(joined.resources) == 1
    assert joined.replaced == {f"{BASE}project/s2m": f"{BASE}project/support-to-mobility"}
    again = after(joined, long, short, bridge)
    assert again == joined


def test_what_is_one_no_longer_gets_its_own_iris_back(item: MakeItem) -> None:
    long, short = project(item, "a", "Support to Mobility"), project(item, "b", "S2M")
    bridge = project(item, "c", "Support to Mobility|S2M", "2023-07-03")
    joined = after(resolve([long, short]), long, short, bridge)
    apart = after(joined, long, short)
    assert path(apart, "a") == "project/support-to-mobility"
    assert path(apart, "b") == "project/s2m"
    assert apart.replaced == {}


def test_the_last_of_three_that_become_one_by_and_by_stands_for_all(item: MakeItem) -> None:
    names = ("Alpha Route", "Beta Route", "Gamma Route")
    single = [project(item, name[0], name) for name in names]
    resolution = resolve(single)
    for first, second in (("Gamma Route", "Beta Route"), ("Beta Route", "Alpha Route")):
        single.append(project(item, first + second, f"{first}|{second}", "2023-07-05"))
        resolution = after(resolution, *single)
    (resource,) = resolution.resources
    assert set(resolution.replaced.values()) == {resource.iri}
    assert len(resolution.replaced) == 2


def test_an_item_that_is_edited_or_gone_leaves_the_iri_to_those_told_alike(item: MakeItem) -> None:
    first, second = project(item, "a", "Support to Mobility|S2M"), project(item, "b", "Support to Mobility")
    before = resolve([first, second])
    assert path(before, "b") == "project/s2m"
    assert path(after(before, second), "b") == "project/s2m"
    edited = project(item, "a", "Other Works")
    assert path(after(before, edited, second), "b") == "project/s2m"
    assert path(after(before, edited, second), "a") == "project/other-works"


def test_an_iri_is_not_given_to_a_namesake(item: MakeItem) -> None:
    def person(item_id: str, organisation: str) -> Extraction:
        return item(
            item_id, [("x", "Person", "Ana Petrova"), ("o", "Company", organisation)], [("x", "affiliatedWith", "o")]
        )

    one, other = person("a", "Alpha Ltd"), person("b", "Beta Ltd")
    before = resolve([one, other])
    assert path(before, "a") == "person/ana-petrova"
    second = path(before, "b")
    assert second != "person/ana-petrova"
    gone = after(before, other)
    assert path(gone, "b") == second
    third = path(after(gone, other, person("c", "Gamma Ltd")), "c")
    assert third not in {"person/ana-petrova", second}


def test_one_who_could_be_either_of_two_is_neither_and_the_iri_stays_with_whom_it_was_minted_for(
    item: MakeItem,
) -> None:
    def person(item_id: str, organisation: str) -> Extraction:
        things = [("x", "Person", "Ana Petrova"), ("o", "Company", organisation)]
        return item(item_id, things, [("x", "affiliatedWith", "o")])

    bare = item("a", [("x", "Person", "Ana Petrova")])
    one, other = person("b", "Alpha Ltd"), person("c", "Beta Ltd")
    together = resolve([bare, one])
    assert path(together, "a") == path(together, "b") == "person/ana-petrova"
    parted = after(together, bare, one, other)
    assert path(parted, "a") == "person/ana-petrova"
    assert len({path(parted, key) for key in "abc"}) == 3
    assert parted.replaced == {}
    assert after(parted, bare, one, other) == parted


def test_a_ministry_keeps_its_iri_when_its_state_becomes_known(item: MakeItem) -> None:
    unknown = item("b", [("x", "GovernmentBody", "State Migration Service"), ("c", "Country", "Azerbaijan=AZ")])
    before = resolve([unknown])
    assert path(before, "b") == "organisation/state-migration-service"
    told = item(
        "a",
        [("x", "GovernmentBody", "State Migration Service"), ("c", "Country", "Azerbaijan=AZ")],
        [("x", "jurisdiction", "c")],
    )
    both = after(before, unknown, told)
    assert path(both, "a") == path(both, "b") == "organisation/state-migration-service"


def test_two_alike_in_one_item_keep_their_iris(item: MakeItem) -> None:
    twice = item("a", [("x", "Ministry", "Ministry of Interior"), ("y", "Ministry", "Ministry of Interior")])
    events = item("b", [("x", "Event", ""), ("y", "Event", "")])
    before = resolve([twice, events])
    assert after(before, twice, events) == before


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_news_in_any_order_gives_what_a_build_from_nothing_gives(item: MakeItem, data: st.DataObject) -> None:
    everything = data.draw(st.permutations(data.draw(items_of_news(item))))
    steps = sorted(data.draw(st.sets(st.integers(1, len(everything)))) | {len(everything)})
    resolution = Resolution((), {})
    for step in steps:
        before, resolution = resolution, resolve(everything[:step], BASE, resolution.identities)
        _hold_what_was_promised(before, resolution, everything[:step])
    from_nothing = resolve(data.draw(st.permutations(everything)), BASE, resolution.identities)
    assert from_nothing == resolution


def _hold_what_was_promised(before: Resolution, now: Resolution, items: Sequence[Extraction]) -> None:
    minted_in = {BASE + one.path: one.item for one in now.identities}
    for key, iri in before.iris.items():
        if now.iris[key] not in {iri, now.replaced.get(iri)}:  # what was one thing are two: the IRI stays with its own
            holders = {other for other, former in before.iris.items() if former == iri and other[0] == minted_in[iri]}
            assert {now.iris[other] for other in holders} & {iri, now.replaced.get(iri)}
    live = {resource.iri for resource in now.resources}
    assert len(live) == len(now.resources)
    assert not live & now.replaced.keys()
    told = set(now.iris.values())
    assert told == {BASE + one.path for one in now.identities if one.replaced_by is None}
    assert all(one.kind == "Country" for one in now.resources if one.iri not in told), "states that no item names"
    assert {one.path for one in before.identities} <= {one.path for one in now.identities}
    assert resolve(items, BASE, now.identities) == now


def test_a_registry_made_circular_by_hand_does_no_harm(item: MakeItem) -> None:
    news = project(item, "a", "Alpha Route")
    first = resolve([news]).identities[0]
    gone = [replace(first, path=f"project/{n}", told_as=f"project/{n}", replaced_by=f"project/{1 - n}") for n in (0, 1)]
    assert path(resolve([news], BASE, (first, *gone)), "a") == "project/alpha-route"
