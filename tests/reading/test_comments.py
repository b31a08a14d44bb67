"""Comments that readers left under an article are no news and no text of it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from migrationkg.errors import InputError
from migrationkg.reading import read

Write = Callable[[str, str | bytes], Path]

ARTICLE = "<article><h1>Border police train in Gozo</h1>{}<p>Forty officers took part.</p></article>"
COMMENT = (
    "<{0} class='comment'><b class='fn'>{1}</b> <time datetime='2024-08-0{2}'>{2} August 2024</time><p>{3}</p></{0}>"
)
SAID = ("Well done to all of them, this is good to read today.", "When is the next course, and who may join?")
COMMENTS = {
    "WordPress": "<div id='comments' class='comments-area'><h2>2 thoughts</h2><ol class='comment-list'>{li}</ol></div>",
    "a list": "<ol class='commentlist'>{li}</ol>",
    "a section": "<section id='comments'><h3>2 comments</h3>{div}</section>",
    "Drupal": "<section class='field field--name-field-comments comment-wrapper'><h2>Comments</h2>"
    "<h3 class='comment__title'><a href='/comment/1#comment-1'>Good</a></h3>{div}</section>",
}


def page(body: str) -> str:
    return f"<html><head><title>Border police train in Gozo</title></head><body><main>{body}</main></body></html>"


def comments(kind: str) -> str:
    cards = {tag: "".join(COMMENT.format(tag, f"Reader {n}", n, SAID[n - 1]) for n in (1, 2)) for tag in ("li", "div")}
    return COMMENTS[kind].format(**cards)


@pytest.mark.parametrize("kind", COMMENTS)
@pytest.mark.parametrize("day", ["<p>Posted on <time>3 May 2024</time></p>", "<time>3 May 2024</time>"])
def test_comments_under_an_article_are_left_out(kind: str, day: str, write: Write) -> None:
    (item,) = read([write("page.html", page(ARTICLE.format(day) + comments(kind)))]).items
    assert (item.headline, item.published) == ("Border police train in Gozo", date(2024, 5, 3))
    assert item.text == "Forty officers took part."


def test_the_day_of_a_comment_is_not_that_of_the_article(write: Write) -> None:
    with pytest.raises(InputError, match="no line is a date"):
        read([write("page.html", page(ARTICLE.format("") + comments("a section")))])


@pytest.mark.parametrize(
    "around",
    ["<div class='swp-comments'>{}</div>", "<div class='news comments-closed'>{}</div>", "<ul id='comment'>{}</ul>"],
)
def test_a_listing_that_is_named_after_comments_is_read(around: str, write: Write) -> None:
    card = "<article><h3><a href='/{0}'>Paper {0}</a></h3><time>{0} May 2024</time><p>What it says.</p></article>"
    body = around.format("".join(card.format(number) for number in (1, 2, 3)))
    assert len(read([write("page.html", page(body))]).items) == 3
