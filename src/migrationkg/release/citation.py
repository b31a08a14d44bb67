"""How a release is cited: CITATION.cff for people and GitHub, metadata.json for Zenodo.

Citation File Format 1.2.0 (https://citation-file-format.github.io/) is YAML, of which JSON is a part: its values are
written as JSON. The other has the form of Zenodo's deposit API (https://developers.zenodo.org/).
"""

import html
import json
from dataclasses import dataclass

from migrationkg import __version__
from migrationkg.description.about import About


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited.

    Attributes:
        about: what its owner says of it.
        version: the name of the release.
        issued: day, month or year of it, else empty.
        iri: of the dataset in this state.
        sites: start pages of the sites whose news it was made of.
    """

    about: About
    version: str
    issued: str
    iri: str
    sites: tuple[str, ...]


def creators(about: About) -> tuple[str, ...]:
    """Return who made a dataset: those whom its owner names, else its publisher, else the program."""
    return about.creators or ((about.publisher,) if about.publisher else (f"migrationkg {__version__}",))


def citation_cff(cited: Cited) -> bytes:
    """Return CITATION.cff of a release."""
    about = cited.about
    told: dict[str, object] = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it.",
        "type": "dataset",
        "title": about.title,
        "authors": [_author(name) for name in creators(about)],
        "version": cited.version,
        "abstract": about.description,
        "keywords": list(about.keywords),
        "identifiers": [{"type": "url", "value": cited.iri}],
    }
    if len(cited.issued) == len("2026-11-30"):
        told["date-released"] = cited.issued
    if about.licence:
        told["license-url" if "/" in about.licence else "license"] = about.licence
    if about.url:
        told["url"] = about.url
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in told.items())
    return "".join(lines).encode()


def _author(name: str) -> dict[str, str]:
    family, comma, given = name.partition(", ")
    return {"family-names": family, "given-names": given} if comma else {"name": name}


def zenodo_metadata(cited: Cited) -> bytes:
    """Return metadata.json of a release, which Zenodo's deposit API takes."""
    about = cited.about
    told: dict[str, object] = {
        "upload_type": "dataset",
        "title": about.title,
        "description": html.escape(about.description, quote=False),  # Zenodo shows it as HTML
        "creators": [{"name": name} for name in creators(about)],
        "version": cited.version,
        "keywords": list(about.keywords),
        "language": "eng",
        "related_identifiers": [
            {"identifier": site, "relation": "isDerivedFrom", "scheme": "url"} for site in cited.sites
        ],
    }
    if len(cited.issued) == len("2026-11-30"):
        told["publication_date"] = cited.issued
    # Zenodo gives a licence of its own choice to what is open and names none.
    is_known_there = about.licence and "/" not in about.licence
    told |= {"access_right": "open", "license": about.licence.lower()} if is_known_there else {"access_right": "closed"}
    return (json.dumps({"metadata": told}, ensure_ascii=False, indent=2) + "\n").encode()
