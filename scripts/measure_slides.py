"""Open slides in Chromium and tell, slide by slide, what does not fit or is written small.

python scripts/measure_slides.py FOLDER_OR_FILE...
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from fis_lessons.programs import find_browser

MEASURE = """async () => {
  const found = [];
  for (const slide of Reveal.getSlides()) {
    const at = Reveal.getIndices(slide);
    Reveal.slide(at.h, at.v);
    await new Promise((then) => requestAnimationFrame(then));
    const frame = slide.querySelector(".fis-s").getBoundingClientRect();
    const content = slide.querySelector(".fis-c");
    const beyond = [...slide.querySelectorAll(".fis-s *")].filter((one) => {
      const box = one.getBoundingClientRect();
      const aside = box.right > frame.right + 1 || box.left < frame.left - 1;
      return box.width && (aside || box.bottom > frame.bottom + 1);
    }).map((one) => one.textContent.trim().slice(0, 40));
    if (content.scrollHeight > content.clientHeight + 1) beyond.push("content");
    const letters = parseFloat(getComputedStyle(content).fontSize);
    const title = slide.querySelector("h1, h2").textContent;
    const pictures = [...slide.querySelectorAll("img")].map((one) => one.getBoundingClientRect().height);
    found.push({title, beyond, letters, pictures});
  }
  return found;
}"""
"""Runs in the page: what goes over the edge, and the size of the letters, of each slide at 1280 by 720."""

SMALL = 20


def measured(browser: Browser, path: Path) -> list[dict[str, Any]]:
    """Measure the slides of a page."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(path.resolve().as_uri())
    page.wait_for_function("Reveal.isReady()")
    found: list[dict[str, Any]] = page.evaluate(MEASURE)
    page.close()
    return found


def main() -> int:
    """Print a line a page, and one a slide that is wrong."""
    names = [Path(name) for name in sys.argv[1:]]
    paths = [path for name in names for path in (sorted(name.rglob("*.html")) if name.is_dir() else [name])]
    wrong = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        for path in paths:
            found = measured(browser, path)
            odd = [one for one in found if one["beyond"] or one["letters"] < SMALL]
            wrong += len(odd)
            least = min(one["letters"] for one in found)
            print(f"{path.name}: {len(found)} slides, {len(odd)} wrong, smallest letters {least:.0f} px")
            for one in odd:
                print(f"    {one['title']}: {one['letters']:.0f} px, {one['beyond'][:3]}")
        browser.close()
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
