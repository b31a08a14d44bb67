"""One HTML file that shows a network: no other file, no network, no script but its own."""

import json
import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from migrationkg.graph.files import replacing
from migrationkg.page_policy import content_policy
from migrationkg.views.page_data import page_data
from migrationkg.views.view import View

if TYPE_CHECKING:
    from migrationkg.views.network import Network

#: The heading of a page that is given none.
TITLE: Final = "Migration policy network"
#: The scripts of the page, in the order in which each finds what it needs; `_DRAWN` and `_DRAWN_MANY` stand for "".
_SCRIPTS: Final = (
    "model.js",
    "groups.js",
    "state.js",
    "seen.js",
    "captions.js",
    "drawing.js",
    "",
    "evidence.js",
    "panel.js",
    "finder.js",
    "legend.js",
    "controls.js",
    "table.js",
    "handing_on.js",
    "drawn_file.js",
    "timeline.js",
    "map.js",
    "matrix.js",
    "beside.js",
    "main.js",
)
_DRAWN: Final = ("drawing_by_vis.js",)
_DRAWN_MANY: Final = ("painting.js", "painting_by_sigma.js", "moving.js", "drawing_of_many.js")
#: Things that vis-network draws; beyond, a canvas or sigma does.
MOST_BY_VIS: Final = 1000
_VIS: Final = "lib/vis-9.1.2/vis-network.min.js"
#: In JSON inside HTML: what could end the element or begin a comment, and what old scripts take as a line end.
_ESCAPED: Final = re.compile("[<>&\u2028\u2029]")


def write_html(
    network: "Network",
    path: str | Path,
    title: str = TITLE,
    views: Sequence[View] = (),
    start: str = "",
) -> None:
    """Write a network as one interactive page that works with no connection at all (`docs/network.md`).

    Whatever a name, a sentence or an address holds, it stays text: data go into the page as JSON that the browser
    does not run, reach the reader as text nodes, and a content security policy allows only the page's own scripts
    (by hash) and no connection. The same network gives the same bytes.

    Args:
        network: as of `network`.
        path: the file; replaced whole.
        title: the heading of the page.
        views: its tabs, of `migrationkg.views.view`; everything alone if not given.
        start: the name of the view that is shown first; the first one if not given.

    Raises:
        InputError: the file cannot be written.
    """
    with replacing(Path(path)) as stream:
        stream.write(html_of(network, title, views, start))


def html_of(network: "Network", title: str = TITLE, views: Sequence[View] = (), start: str = "") -> bytes:
    """Return the page of a network, as `write_html` writes it.

    Args:
        network: as of `network`.
        title: the heading of the page.
        views: as of `write_html`.
        start: likewise.
    """
    from jinja2 import Environment  # most commands write no page

    by_vis = len(network) <= MOST_BY_VIS
    data = page_data(network, views, start, by_pyvis=by_vis)
    style = _part("page.css") + _part("beside.css")
    own = [one for name in _SCRIPTS for one in ((name,) if name else _DRAWN if by_vis else _DRAWN_MANY)]
    has_map = any(view["form"] == "map" for view in data["views"])
    others = [_vis() if by_vis else _bundle("network.js"), _bundle("world.js") if has_map else ""]
    scripts = [*filter(None, others), "\n".join(_part(name) for name in own)]
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(_part("page.html"))
    page = template.render(
        title=title,
        style=style,
        scripts=scripts,
        data=_ESCAPED.sub(_escape, json.dumps(data, ensure_ascii=False, separators=(",", ":"))),
        policy=content_policy(style, scripts),
    )
    return page.encode("utf-8", "replace")


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _part(name: str) -> str:
    return (files(__package__) / "page_parts" / name).read_text(encoding="utf-8")


def _vis() -> str:
    return _inline((files("pyvis") / _VIS).read_text(encoding="utf-8"))


def _bundle(name: str) -> str:
    """Return what `make bundles` made for the browser, with its licences; empty where nobody did.

    Without sigma a canvas draws, and without the outlines of countries the map is a list.
    """
    bundles = files("migrationkg") / "bundles"
    if not (bundles / name).is_file():
        return ""
    licences = (bundles / "LICENSES.txt").read_text(encoding="utf-8").replace("*/", "* /")
    return _inline(f"/*\n{licences}*/\n{(bundles / name).read_text(encoding='utf-8')}")


def _inline(code: str) -> str:
    """Return a script that can stand in a page, its licence notice first; without the address of its source map."""
    code = code.replace("\r\n", "\n").partition("//# sourceMappingURL=")[0].rstrip()
    return code.replace("</script", "<\\/script").replace("<!--", "<\\!--")
