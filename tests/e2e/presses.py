"""How one comes to the screens that have no address of their own: what is opened, typed and pressed before."""

from collections.abc import Callable

from playwright.sync_api import FilePayload

from tests.e2e.screens import Rooms
from tests.e2e.walker import Walker

LIST, TRIAGE = "/admin/articles/article/", "/admin/articles/article/triage/"
Step = Callable[[Walker, Rooms], None]


def conflict(walker: Walker, rooms: Rooms) -> None:
    """Save upon a version that somebody changed meanwhile."""
    walker.go(f"{LIST}{rooms.named['conflict']}/change/")
    walker.page.locator("[name=version]").first.evaluate("(field) => { field.value = 1 }")
    walker.page.locator("#id_headline").fill("What I made of it meanwhile")
    walker.page.locator("#article_form .bar [value=save]").click()
    walker.page.wait_for_selector("[data-conflict]")


def unfit(walker: Walker, rooms: Rooms) -> None:
    """Save a story whose slug no address can have."""
    walker.go(f"{LIST}{rooms.named['draft']}/change/")
    walker.page.locator("#id_headline").fill("")
    walker.page.locator("#article_form .bar [value=save]").click()
    walker.page.wait_for_load_state()


def nothing_found(walker: Walker, _rooms: Rooms) -> None:
    """Search for what no story has."""
    walker.go(f"{LIST}?q=zzzzz")


def chosen(walker: Walker, verb: str) -> None:
    """Tick all stories of the list and choose an act."""
    walker.go(LIST)
    walker.page.locator("#action-toggle").check()
    walker.page.locator("select[name=action]").select_option(verb)
    walker.page.locator("button[name=index]").click()
    walker.page.wait_for_selector("form.bulk")


def bulk_look(walker: Walker, _rooms: Rooms) -> None:
    """Look before many are published."""
    chosen(walker, "publish")


def bulk_without_reason(walker: Walker, _rooms: Rooms) -> None:
    """Try to reject many without saying why."""
    chosen(walker, "reject")
    walker.page.locator("form.bulk").evaluate("(form) => { form.noValidate = true }")
    walker.page.locator("form.bulk .button-main").click()
    walker.page.wait_for_selector(".errorlist")


def bulk_on_its_way(walker: Walker, rooms: Rooms) -> None:
    """Watch an act upon many."""
    walker.go(f"/admin/desk/bulkact/{rooms.named['bulk']}/change/")


def import_with_faults(walker: Walker, _rooms: Rooms) -> None:
    """Offer a sheet of authors with a row that fits and one that does not."""
    walker.go("/admin/articles/author/import/")
    sheet = b"slug,name\nmira-quill,Mira Quill\n,\n"
    file = FilePayload(name="authors.csv", mimeType="text/csv", buffer=sheet)
    walker.page.locator("input[type=file]").set_input_files(files=[file])
    formats = walker.page.locator("select[name=format]")
    if formats.count():
        formats.select_option(label="csv")
    walker.page.locator("#content form [type=submit]").first.click()
    walker.page.wait_for_load_state()


def form_with_faults(walker: Walker, _rooms: Rooms) -> None:
    """Save an empty form of a plain page of the admin."""
    walker.go("/admin/articles/source/add/")
    walker.page.locator("#source_form").evaluate("(form) => { form.noValidate = true }")
    walker.page.locator("[name=_save]").click()
    walker.page.wait_for_selector(".errornote")


def merge_tags(walker: Walker, _rooms: Rooms) -> None:
    """Ask for two tags to become one."""
    walker.go("/admin/articles/tag/")
    walker.page.locator("#action-toggle").check()
    walker.page.locator("select[name=action]").select_option("merge")
    walker.page.locator("button[name=index]").click()
    walker.page.wait_for_load_state()


def hygiene_look(walker: Walker, _rooms: Rooms) -> None:
    """Look before remarks about tags are acted upon."""
    walker.go("/admin/articles/tag/hygiene/")
    walker.page.locator(".remarks input[type=checkbox]").first.check()
    walker.page.locator(".remarks-bar button").first.click()
    walker.page.wait_for_load_state()


def narrower_rights(walker: Walker, rooms: Rooms) -> None:
    """Give a source fewer rights than its published stories need."""
    walker.go(f"/admin/articles/source/{rooms.named['source']}/change/")
    walker.page.locator("#id_rights").select_option("link_only")
    walker.page.locator("[name=_save]").click()
    walker.page.wait_for_load_state()


def help_of_triage(walker: Walker, _rooms: Rooms) -> None:
    """Ask which keys there are."""
    walker.go(TRIAGE)
    walker.page.keyboard.press("?")
    walker.page.wait_for_selector("#shortcuts[open]")


def filters_of_triage(walker: Walker, _rooms: Rooms) -> None:
    """Open the filters."""
    walker.go(TRIAGE)
    walker.page.keyboard.press("f")
    walker.page.wait_for_selector(".triage-filters[open]")


def panel_of_triage(walker: Walker, _rooms: Rooms) -> None:
    """Ask why a story is rejected."""
    walker.go(TRIAGE)
    walker.page.keyboard.press("x")
    walker.page.wait_for_selector(".ask-for[open]")


def nothing_waits(walker: Walker, _rooms: Rooms) -> None:
    """Look into a queue of triage in which nothing is."""
    walker.go(f"{TRIAGE}?queue=waiting&q=zzzzz")


def menu_open(walker: Walker, _rooms: Rooms) -> None:
    """Open what is folded on a telephone."""
    walker.go("/admin/")
    walker.page.set_viewport_size({"width": 390, "height": 844})
    walker.page.locator(".desk-more summary").click()


def parts_open(walker: Walker, rooms: Rooms) -> None:
    """Open every part of the review screen."""
    walker.go(f"{LIST}{rooms.named['copy']}/change/")
    parts = walker.page.locator("main details:not(.ask-for)")
    parts.evaluate_all("(parts) => parts.forEach((one) => { one.open = true })")


PRESSED: dict[str, Step] = {
    "the same changed by two": conflict,
    "a story without headline": unfit,
    "a search that finds nothing": nothing_found,
    "a look before many go": bulk_look,
    "many without a reason": bulk_without_reason,
    "an act upon many": bulk_on_its_way,
    "an import with faults": import_with_faults,
    "a form with faults": form_with_faults,
    "tags merged": merge_tags,
    "a look before tags change": hygiene_look,
    "narrower rights": narrower_rights,
    "the keys": help_of_triage,
    "the filters of triage": filters_of_triage,
    "why it is rejected": panel_of_triage,
    "nothing waits": nothing_waits,
    "the menu of a telephone": menu_open,
    "every part of the review screen": parts_open,
}


def triage(walker: Walker, rooms: Rooms) -> None:
    """Open a story in triage."""
    walker.go(f"{TRIAGE}?story={rooms.named['copy']}")


def review(walker: Walker, rooms: Rooms) -> None:
    """Open a story for review."""
    walker.go(f"{LIST}{rooms.named['copy']}/change/")
    walker.page.wait_for_timeout(300)


def stories(walker: Walker, _rooms: Rooms) -> None:
    """Open the list."""
    walker.go(LIST)


def first_page(walker: Walker, _rooms: Rooms) -> None:
    """Open the dashboard."""
    walker.go("/admin/")


TABBED: dict[str, Step] = {
    "triage": triage,
    "review": review,
    "the list": stories,
    "the dashboard": first_page,
    "a look before many go": bulk_look,
}
