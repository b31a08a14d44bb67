"""Take the README's picture: docs/network.png, the sample's network with a project picked. Run after `make demo`."""

from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Open kb/network.html, pick a project by search, and save what the window shows."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 760}, device_scale_factor=1.5)
        page.goto((ROOT / "kb" / "network.html").as_uri())
        page.keyboard.press("/")
        page.keyboard.type("LIBMITAF", delay=30)
        page.keyboard.press("Enter")
        page.wait_for_timeout(1500)
        page.screenshot(path=str(ROOT / "docs" / "network.png"))
        browser.close()


main()
