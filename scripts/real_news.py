"""Join the annotations of real news in `data/gold/real/items.jsonl` to the titles and texts of public repositories.

    python scripts/real_news.py MIRRORS OUT.jsonl && migrationkg evaluate OUT.jsonl

MIRRORS is a folder of git repositories, each called owner+name (`git clone --bare https://github.com/OWNER/NAME
OWNER+NAME`). The texts belong to their publishers: OUT must lie outside this repository, and is for measuring alone.
"""

import html
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "data" / "gold" / "real" / "items.jsonl"
_SENTENCE = re.compile(r"(?<=[.!?”\"’])\s+(?=[A-Z“\"‘'])")
_FRONT_MATTER = re.compile(r"---\n.*?\n---\n(.*)", re.DOTALL)
#: Lines of Australian releases that are no text: who sends it, page numbers, contacts.
_LETTERHEAD = re.compile(
    r"(media release|^\W*$|^\d+$|MPS|^page|parliament house|telephone|www\.|contact|date:|^the hon|senator the)",
    re.IGNORECASE,
)
_LEAST_IN_PARAGRAPH = 8
_MARKUP = (
    (r"\{[%:{].*?[%}]\}+", ""),
    (r"!\[[^\]]*\]\([^)]*\)(\{[^}]*\})?", ""),
    (r"\[([^\]]*)\]\([^)]*\)(\{[^}]*\})?", r"\1"),
    (r"<[^>]+>", ""),
    (r"[*_#>`]+", ""),
    ("&nbsp;", " "),
    (r"\\", ""),
)


def of_swiss(data: str) -> tuple[str, str]:
    """Return the English title and text of a message of news.admin.ch: its lead and its body."""
    content = re.search(r'<content lang="en".*?</content>', data, re.DOTALL)
    english = content[0] if content else ""
    found = (re.search(rf"<{tag}\b[^>]*>(.*?)</{tag}>", english, re.DOTALL) for tag in ("title", "lead", "text"))
    title, lead, text = (_plain(html.unescape(one[1])) if one else "" for one in found)
    return title, "\n\n".join(filter(None, (lead, text)))


def _plain(marked: str) -> str:
    text = re.sub(r"</p>|<br\s*/?>|</li>|</h\d>", "\n", html.unescape(marked))
    text = html.unescape(re.sub(r"<[^>]+>", "", text)).replace("\xa0", " ")
    return re.sub(r"[ \t]+", " ", re.sub(r"\n\s*\n+", "\n\n", text)).strip()


def of_release(data: str) -> tuple[str, str]:
    """Return the title and text of a release of the Parliament of Australia, without its letterhead."""
    body = re.sub(r"[ \t]+", " ", _body(data))
    paragraphs = (re.sub(r"\s+", " ", one).strip() for one in re.split(r"\n\s*\n", body))
    kept = (one for one in paragraphs if len(one.split()) >= _LEAST_IN_PARAGRAPH and not _LETTERHEAD.search(one[:60]))
    return _title(data).rstrip("."), "\n".join(kept)


def of_markdown(data: str) -> tuple[str, str]:
    """Return the title and text of a page in Markdown."""
    text = _body(data)
    for pattern, plain in _MARKUP:
        text = re.sub(pattern, plain, text)
    paragraphs = re.split(r"\n\s*\n|\n(?=[-•\d])|\n(?=#)", text)
    return _title(data), "\n".join(re.sub(r"\s+", " ", one).strip() for one in paragraphs if one.strip())


def _title(data: str) -> str:
    match = re.search(r"^title:\s*(.*)$", data, re.MULTILINE)
    return match[1].strip().strip("'\"") if match else ""


def _body(data: str) -> str:
    match = _FRONT_MATTER.match(data)
    return match[1] if match else data


READERS: Mapping[str, Callable[[str], tuple[str, str]]] = {"swiss": of_swiss, "australia": of_release}


def cut(text: str, words: int) -> str:
    """Return the first so many words of a text, to the end of a sentence."""
    found: list[str] = []
    told = 0
    for paragraph in filter(None, map(str.strip, text.split("\n"))):
        kept: list[str] = []
        for sentence in _SENTENCE.split(paragraph):
            if told >= words:
                break
            kept.append(sentence)
            told += len(sentence.split())
        if kept:
            found.append(" ".join(kept))
    return "\n\n".join(found)


def joined(mirrors: Path) -> Iterator[str]:
    """Yield the annotated items with their titles and texts, a line of JSON each."""
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        mirror = mirrors / item.pop("repository").replace("/", "+")
        place = mirror / "repo" if (mirror / "repo").is_dir() else mirror
        call = ["git", "-C", str(place), "show", f"HEAD:{item.pop('path')}"]
        data = subprocess.run(call, check=True, capture_output=True).stdout.decode(errors="replace")  # noqa: S603
        title, text = READERS.get(item["set"], of_markdown)(data)
        told = {"title": title, "text": cut(text, item.pop("words"))}
        yield json.dumps(item | told, ensure_ascii=False) + "\n"


def main() -> None:
    """Write the items with their texts."""
    mirrors, out = map(Path, sys.argv[1:])
    if out.resolve().is_relative_to(ROOT):
        raise SystemExit(f"{out}: lies in this repository; texts of publishers do not enter it")
    out.write_text("".join(joined(mirrors)), encoding="utf-8")


if __name__ == "__main__":
    main()
