"""Groups of words that stand in like company: `migrationkg.extraction.text.alike`."""

from migrationkg.extraction.text.alike import DIMENSIONS, FILE, SIZES, VECTORS, groups, vectors


def test_words_of_like_use_share_groups() -> None:
    """Given names are alike, capitals of states are alike, and neither is like the other."""
    maria, anna, nairobi, kathmandu = (groups(word)[1] for word in ("Maria", "Anna", "Nairobi", "Kathmandu"))
    assert maria == anna != nairobi == kathmandu


def test_capitals_and_accents_make_no_difference() -> None:
    """A word is looked up in small letters, and without accents where it is not known with them."""
    assert groups("MINISTRY") == groups("ministry") != ()
    assert groups("Tiranë") == groups("tirane")
    assert groups("Düsseldörf") == groups("dusseldorf") != ()


def test_a_word_that_is_not_known_is_in_no_group() -> None:
    """What only looks like the beginning of a word or of a line of the file is none either."""
    assert groups("Qwxyzt") == groups("tirana\t1") == groups("") == ()


def test_each_word_has_one_group_of_each_size() -> None:
    """Groups are told with their size, largest first."""
    assert [one.partition(":")[0] for one in groups("project")] == [str(size) for size in SIZES]


def test_the_file_is_small_enough_to_travel() -> None:
    """Weights and tables are small files."""
    assert FILE.stat().st_size + VECTORS.stat().st_size < 1_500_000


def test_vectors_of_words_of_like_use_point_the_same_way() -> None:
    """Tailors are nearer to carpenters than to a ministry, and a word of no group has no direction."""
    tailors, carpenters, ministry = vectors(("tailors", "carpenters", "ministry"))
    assert tailors.shape == (DIMENSIONS,)
    assert tailors @ carpenters > 2 * abs(tailors @ ministry)
    assert not vectors(("Qwxyzt",)).any()
