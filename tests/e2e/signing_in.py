"""Every screen on the way in: signed out, a wrong password, a second factor, a session that ended while one typed."""

from base64 import b32decode

from django_otp.oath import totp

from tests.e2e.presses import LIST, Step
from tests.e2e.screens import Rooms
from tests.e2e.walker import Walker

WITHOUT_SCRIPT = "HTMLFormElement.prototype.submit.call(document.querySelector('#article_form'))"


def signed_out(walker: Walker, _rooms: Rooms) -> None:
    """Sign out."""
    walker.go("/admin/")
    walker.page.locator("#logout-form button").click()
    walker.page.wait_for_load_state()


def sign_in_page(walker: Walker, _rooms: Rooms) -> None:
    """Come back to sign in."""
    walker.go("/admin/login/")


def try_password(walker: Walker, name: str) -> None:
    """Sign in with a password that is wrong."""
    walker.page.get_by_label("Username").fill(name)
    walker.page.get_by_label("Password").fill("wrong")
    walker.page.get_by_role("button", name="Sign in").click()
    walker.page.wait_for_load_state()


def wrong_password(walker: Walker, _rooms: Rooms) -> None:
    """Mistype the password once."""
    try_password(walker, "mallory")


def closed(walker: Walker, _rooms: Rooms) -> None:
    """Mistype it until the name is closed."""
    while walker.page.locator("#id_password").count():
        try_password(walker, "mallory")


def secret(walker: Walker, _rooms: Rooms) -> None:
    """Begin to set up a second factor."""
    walker.sign_in("fay")
    walker.go("/admin/second-factor/set-up/")


def enter_code(walker: Walker, code: str) -> None:
    """Type a code."""
    walker.page.locator("[name=code]").fill(code)
    walker.page.locator(".factor .button-main").click()
    walker.page.wait_for_load_state()


def wrong_code(walker: Walker, _rooms: Rooms) -> None:
    """Mistype the code."""
    enter_code(walker, "000000")


def backup_codes(walker: Walker, _rooms: Rooms) -> None:
    """Set it up; the ten codes are shown."""
    walker.go("/admin/second-factor/set-up/")
    spelt = walker.page.locator(".secret").inner_text().replace(" ", "")
    enter_code(walker, f"{totp(b32decode(spelt + '=' * (-len(spelt) % 8))):06d}")
    walker.page.wait_for_selector(".codes")


def what_one_has(walker: Walker, _rooms: Rooms) -> None:
    """Look at the second factor that one has."""
    walker.go("/admin/second-factor/")


def asked_for_code(walker: Walker, _rooms: Rooms) -> None:
    """Sign in anew, where the code is asked for."""
    walker.sign_in("fay")
    walker.go("/admin/")


def handed_over(walker: Walker, rooms: Rooms) -> None:
    """Send a form when one is signed out already: the page that asks for the password carries the text."""
    walker.sign_in("root")
    walker.go(f"{LIST}{rooms.named['draft']}/change/")
    walker.page.locator("#id_headline").fill("Typed before the session ended")
    walker.context.clear_cookies()
    walker.page.evaluate(WITHOUT_SCRIPT)
    walker.page.wait_for_selector("#login-form")


def kept_text(walker: Walker, _rooms: Rooms) -> None:
    """Sign in from there; the text is offered again."""
    walker.page.get_by_label("Username").fill("root")
    walker.page.get_by_label("Password").fill("root")
    walker.page.get_by_role("button", name="Sign in").click()
    walker.page.wait_for_selector("#user-tools")


def forgotten(walker: Walker, _rooms: Rooms) -> None:
    """Ask for a new password."""
    walker.context.clear_cookies()
    walker.go("/admin/password_reset/")


def dead_link(walker: Walker, _rooms: Rooms) -> None:
    """Follow a link for a new password that is too old."""
    walker.go("/admin/reset/MQ/set-password/")


SIGNING_IN: dict[str, Step] = {
    "signed out": signed_out,
    "sign in": sign_in_page,
    "a wrong password": wrong_password,
    "a name that is closed": closed,
    "a second factor set up": secret,
    "backup codes": backup_codes,
    "the second factor one has": what_one_has,
    "asked for a code": asked_for_code,
    "a wrong code": wrong_code,
    "text handed over": handed_over,
    "text kept": kept_text,
    "a forgotten password": forgotten,
    "a dead link": dead_link,
}
