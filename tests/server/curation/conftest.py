import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.server.conftest import Running, Start

TOKEN = "correct horse battery"


@pytest.fixture(scope="module")
def own_kb(kb: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample, to be changed."""
    return Path(shutil.copytree(kb, tmp_path_factory.mktemp("curated") / "kb"))


@pytest.fixture(scope="module")
def curated(own_kb: Path, start_server: Start) -> Running:
    """A server of the copy on which curators may decide."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MIGRATIONKG_CURATE_TOKEN", TOKEN)
        return start_server(own_kb, "--curate")


@pytest.fixture
def curator(curated: Running) -> Iterator[httpx.Client]:
    """A client that has signed in."""
    with curated.client(60) as client:
        answer = client.post("/curation/sign-in", data={"token": TOKEN, "who": "Ana Petrova"})
        assert answer.status_code == 303
        yield client
