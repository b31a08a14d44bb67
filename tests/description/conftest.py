"""A knowledge base of the sample whose owner has said what there is to say, built once."""

import pytest

from migrationkg.knowledge_base import build
from migrationkg.knowledge_base.folder import KnowledgeBase

ABOUT = """
title = "Migration projects in the news"
description = "Who does what, as the news tells."
licence = "CC-BY-4.0"
publisher = "Example Institute"
homepage = "https://example.org/"
creators = ["Doe, Jane", "Example Institute"]
url = "https://example.org/kg/"
keywords = ["migration"]

[sources."www.example.org"]
publisher = "Example News"
licence = "https://example.org/terms"
"""
NEWS = """{"title": "MOBILAZE 2: study visit", "date": "2023-06-29", "url": "https://www.example.org/news/1", \
"text": "In May 2023 the EU-funded MOBILAZE 2 project, implemented by ICMPD, held a study visit in Tallinn, Estonia."}
{"title": "MOBILAZE 2 goes on", "date": "2023-07-03", "url": "https://www.example.org/news/2", \
"text": "The EU-funded MOBILAZE 2 project works in Azerbaijan."}
"""


@pytest.fixture(scope="session")
def described(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    folder = tmp_path_factory.mktemp("described")
    (folder / "news.jsonl").write_text(NEWS, encoding="utf-8")
    (folder / "kb").mkdir()
    (folder / "kb" / "dataset.toml").write_text(ABOUT, encoding="utf-8")
    return build([folder / "news.jsonl"], folder / "kb", check=False, page=False).knowledge_base
