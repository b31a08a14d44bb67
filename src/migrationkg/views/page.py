"""One HTML file that shows a network: no other file, no network, no script but its own."""

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from migrationkg.graph.files import replacing
from migrationkg.page_policy import content_policy
from migrationkg.views.page_data import page_data

if TYPE_CHECKING:
    from migrationkg.views.network import Network

#: The scripts of the page, in the order in which each finds what it needs.
_SCRIPTS: Final = (
    "model.js",
    "captions.js",
    "drawing.js",
    "evidence.js",
    "panel.js",
    "finder.js",
    "legend.js",
    "main.js",
)
_VIS: Final = "lib/vis-9.1.2/vis-network.min.js"
#: In JSON inside HTML: what could end the element or begin a comment, and what old scripts take as a line end.
_ESCAPED: Final = re.compile("[<>&\u2028\u2029]")


def write_html(network: "Network", path: str | Path, title: str = "Migration policy network") -> None:
    """Write a network as one interactive page that works with no connection at all (`docs/network.md`).

    Whatever a name, a sentence or an address holds, it stays text: data go into the page as JSON that the browser
    does not run, reach the reader as text nodes, and a content security policy allows only the page's own scripts
    (by hash) and no connection. The same network gives the same bytes.

    Args:
        network: as of `network`.
        path: the file; replaced whole.
        title: the heading of the page.

    Raises:
        InputError: the file cannot be written.
    """
    with replacing(Path(path)) as stream:
        stream.write(html_of(network, title))


def html_of(network: "Network", title: str) -> bytes:
    """Return the page of a network, as `write_html` writes it.

    Args:
        network: as of `network`.
        title: the heading of the page.
    """
    from jinja2 import Environment  # most commands write no page

    style = _part("page.css")
    scripts = [_vis(), "\n".join(_part(name) for name in _SCRIPTS)]
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(_part("page.html"))
    page = template.render(
        title=title,
        style=style,
        scripts=scripts,
        data=_ESCAPED.sub(_escape, json.dumps(page_data(network), ensure_ascii=False, separators=(",", ":"))),
        policy=content_policy(style, scripts),
    )
    return page.encode("utf-8", "replace")


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _part(name: str) -> str:
    return (files(__package__) / "page_parts" / name).read_text(encoding="utf-8")


def _vis() -> str:
    """Return vis-network as pyvis carries it, its licence notice first; without the address of its source map."""
    code = (files("pyvis") / _VIS).read_text(encoding="utf-8").replace("\r\n", "\n")
    code = code.partition("//# sourceMappingURL=")[0].rstrip()
    return code.replace("</script", "<\\/script").replace("<!--", "<\\!--")
