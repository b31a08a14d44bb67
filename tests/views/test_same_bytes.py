import hashlib
import os
import subprocess
import sys
from pathlib import Path

_WRITE = """
import sys
from pathlib import Path
from migrationkg.store import open_store
from migrationkg.views import network, write_gexf, write_graphml, write_html
graph = network(open_store(Path(sys.argv[1])))
for write in (write_html, write_graphml, write_gexf):
    write(graph, Path(sys.argv[2]) / write.__name__)
"""


def test_files_are_the_same_bytes_whatever_the_seed_of_python_s_hashes(tmp_path: Path) -> None:
    data = Path(__file__).with_name("data.trig")
    found = set()
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        subprocess.run(
            [sys.executable, "-c", _WRITE, str(data), str(folder)],
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        )
        files = sorted(folder.iterdir())
        assert [file.name for file in files] == ["write_gexf", "write_graphml", "write_html"]
        found.add(tuple(hashlib.sha256(file.read_bytes()).hexdigest() for file in files))
    assert len(found) == 1


_LAY_OUT = """
import networkx
from migrationkg.views.layout import positions
ties = networkx.barabasi_albert_graph(400, 3, seed=1).edges()
ends = {(f"n{one}", f"n{other}") for one, other in {*ties, (900, 901)}}
print(positions({end for tie in ends for end in tie}, ends))
"""


def test_many_nodes_stand_at_the_same_places_whatever_the_seed_of_python_s_hashes() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", _LAY_OUT],
            check=True,
            capture_output=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1
