"""The text editor by keyboard alone, under a policy without foreign style or script: what is made comes back."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.desk import test_editor_input as pasted
from tests.e2e.conftest import Newsroom
from tests.e2e.test_drafts import open_story, save, story

__all__ = ["story"]
pytestmark = pytest.mark.e2e

PASTE = """([html, text]) => {
  const held = new DataTransfer();
  held.setData("text/html", html);
  held.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData: held, bubbles: true, cancelable: true });
  document.querySelector(".ProseMirror[role=textbox]").dispatchEvent(event);
}"""
MADE = [
    ("Heading (", "<h2>Words</h2>"),
    ("Smaller heading", "<h3>Words</h3>"),
    ("Smallest heading", "<h4>Words</h4>"),
    ("List", "<ul><li><p>Words</p></li></ul>"),
    ("Numbered list", "<ol><li><p>Words</p></li></ol>"),
    ("Quote", "<blockquote><p>Words</p></blockquote>"),
    ("Bold", "<p><strong>Words</strong></p>"),
    ("Italic", "<p><em>Words</em></p>"),
    ("Lowered", "<p><sub>Words</sub></p>"),
    ("Raised", "<p><sup>Words</sup></p>"),
]


def text(page: Page) -> str:
    return page.locator("#id_body").input_value()


def area(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Body")


def empty(page: Page) -> None:
    area(page).focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")


def use(page: Page, name: str) -> None:
    """Press a button of the editor by keyboard: to the buttons, along them, press."""
    for _step in range(40):
        # A busy browser gives the focus back to the text a moment after the last press.
        if not page.evaluate("!!document.activeElement.closest('.prose-menubar')"):
            page.keyboard.press("Alt+F10")
        if page.evaluate("document.activeElement.getAttribute('aria-label') || ''").startswith(name):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("ArrowRight")
    raise AssertionError(f"The keys lead to no “{name}”.")


def test_every_button_works_by_keyboard_and_what_is_made_comes_back(page: Page, story: str) -> None:
    open_story(page, story)
    assert all(page.locator(".prose-menubar button").evaluate_all("all => all.map((each) => each.ariaLabel)"))
    for name, html in MADE:
        empty(page)
        page.keyboard.type("Words")
        page.keyboard.press("Control+a")
        use(page, name)
        expect(page.locator("#id_body")).to_have_value(html)
    use(page, "Clear formatting")
    expect(page.locator("#id_body")).to_have_value("<p>Words</p>")
    use(page, "Undo")
    expect(page.locator("#id_body")).to_have_value("<p><sup>Words</sup></p>")
    use(page, "Redo")
    expect(page.locator("#id_body")).to_have_value("<p>Words</p>")

    # A link: no scheme means https, and a script is none.
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    page.keyboard.type("javascript:alert(1)")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("A link leads to an address such as")
    page.keyboard.press("Control+a")
    page.keyboard.type("paper.example/story")
    page.keyboard.press("Enter")
    expect(page.locator("#id_body")).to_have_value('<p><a href="https://paper.example/story">Words</a></p>')

    # A table: rows, columns, a heading row; Tab goes from cell to cell, and Escape then Tab leaves it.
    expect(area(page)).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    use(page, "Table")
    page.get_by_role("button", name="Insert Table").press("Enter")
    expect(page.locator(".ProseMirror table")).to_be_visible()
    expect(area(page)).to_be_focused()
    page.keyboard.type("One")
    page.keyboard.press("Tab")
    page.keyboard.type("Two")
    expect(page.locator("#id_body")).to_have_value(re.compile("<td><p>One</p></td><td><p>Two</p></td>"))
    for name in ("Add a column", "Add a row", "Remove the column", "Remove the row", "Add a row", "Heading row"):
        use(page, name)
        expect(area(page)).to_be_focused()
    expect(page.locator("#id_body")).to_have_value(re.compile("<tr><th>.*</th></tr><tr><td>"))
    assert (text(page).count("<tr>"), text(page).count("<th>")) == (4, 3)
    page.keyboard.type("Typed")
    area(page).focus()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('.prose-editor')")

    made = text(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".messagelist")).to_contain_text("was saved.")
    # The sanitiser marks the link and drops paragraphs with nothing in them; all else is as it was made.
    assert text(page).replace(' rel="noopener nofollow ugc"', "") == made.replace("<p></p>", "")
    expect(page.locator(".ProseMirror table")).to_contain_text("Typed")


def test_a_picture_needs_its_words_and_rights_and_comes_back_with_them(
    page: Page, newsroom: Newsroom, story: str
) -> None:
    out = io.BytesIO()
    Image.new("RGB", (120, 90), "teal").save(out, "PNG")
    open_story(page, story)
    area(page).focus()
    use(page, "Picture")
    page.get_by_label("File (").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": out.getvalue()})
    page.get_by_label("What the picture shows", exact=True).last.fill("Teal boats")
    page.get_by_label("Who made the picture", exact=True).last.fill("A. Eye")
    page.get_by_label("We may show it").check()
    page.get_by_role("button", name="Take it in and insert it").click()
    expect(page.locator(".ProseMirror figure img")).to_have_attribute("alt", "Teal boats")
    save(page)
    expect(page.locator(".messagelist")).to_contain_text("was saved.")
    assert f'<img src="{newsroom.url}/media/' in text(page)
    assert "<figcaption>A. Eye</figcaption>" in text(page)
    assert page.locator(".ProseMirror figure img").evaluate("(image) => image.naturalWidth") == 120


def test_what_a_word_processor_copies_is_pasted_clean_and_freezes_nothing(page: Page, story: str) -> None:
    open_story(page, story)
    empty(page)
    page.evaluate(PASTE, [pasted.WORD, "x"])
    assert text(page).startswith("<p><strong>Forty boats</strong></p><ul><li><p>left Harbour at dawn.")
    expect(page.get_by_text("Pictures are not pasted along")).to_be_visible()
    empty(page)
    page.evaluate(PASTE, [pasted.GOOGLE, "x"])
    assert text(page) == "<p><strong>Bold</strong> words</p><ul><li><p>One</p></li></ul>"
    empty(page)
    page.evaluate(PASTE, [pasted.HOSTILE, "x"])
    assert "fine.example" in text(page)
    assert not re.search("script|iframe|onclick|evil|data:", text(page))
    empty(page)
    page.evaluate(PASTE, [pasted.WIDE, "x"])
    wide = page.locator(".tableWrapper")
    assert wide.evaluate("(table) => table.scrollWidth > table.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    before = text(page)
    page.evaluate(PASTE, ["<p>" + "x " * 2_500_000 + "</p>", "x " * 2_500_000])
    expect(page.get_by_text("too long to be pasted here at once")).to_be_visible()
    assert text(page) == before


def test_the_check_of_spelling_follows_the_language_of_the_story(page: Page, story: str) -> None:
    open_story(page, story)
    expect(area(page)).to_have_attribute("spellcheck", "true")
    page.locator("#id_language").fill("ne")
    for field in (area(page), page.locator("#id_headline"), page.locator("#id_standfirst")):
        expect(field).to_have_attribute("lang", "ne")
