"""Waiting for a page in a browser."""

import time

from playwright.sync_api import Page

PATIENCE = 30
"""Seconds after which a page is taken to stand as it is."""


def until(page: Page, expression: str, arg: object = None) -> None:
    """Wait until an expression holds on a page.

    It is asked from outside again and again: `wait_for_function` asks by `eval` in the page from the second
    time on, which the policies of our pages forbid, so that it fails where the first time comes too early:
    `until(page, "state.now.sure === 1")`.
    """
    end = time.monotonic() + PATIENCE
    while not page.evaluate(expression, arg):
        assert time.monotonic() < end, f"does not come to hold: {expression}"
        page.wait_for_timeout(20)
