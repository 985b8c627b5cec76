"""What stands where a feed should: each kind of page is recognised, and said in a plain sentence."""

import pytest

from newsroom.ingest import fetch, stand_ins
from newsroom.ingest.parse import parse
from tests.fakes import FakeWeb

FEED = "https://paper.example/feed.xml"
STORY = "The harbour opened at dawn and forty boats left before the fog came in. " * 40


@pytest.mark.parametrize(
    ("page", "stand_in"),
    [
        ("<title>Just a moment...</title><script>window._cf_chl_opt={}</script>", "challenge"),
        ("<p>Checking</p><script src='https://ct.captcha-delivery.com/c.js'></script>", "challenge"),
        ("<iframe src='/_Incapsula_Resource?x=1'></iframe>", "challenge"),
        ("<title>Making sure you&#39;re not a bot!</title>", "challenge"),
        ("<title>请稍候…</title><p>x</p>", "challenge"),
        ("<script>window.gokuProps = {}</script>", "challenge"),
        ("<script>sucuri_cloudproxy_js='';</script>", "challenge"),
        ("<h1>paper.example</h1><p>This domain name is for sale.</p>", "parked"),
        ("<p>The domain paper.example may be for sale. Click here to inquire.</p>", "parked"),
        ("<p>Buy this domain</p>", "parked"),
        ("<p>This domain has expired. Is this your domain? Renew it now.</p>", "parked"),
        ("<p>Diese Domain steht zum Verkauf!</p>", "parked"),
        ("<p>Ce nom de domaine est à vendre</p>", "parked"),
        ("<p>Este dominio está en venta</p>", "parked"),
        ("<p>Este domínio está à venda</p>", "parked"),
        ("<p>Questo dominio è in vendita</p>", "parked"),
        ("<p>Dit domein is te koop</p>", "parked"),
        ("<p>Домен paper.example продаётся</p>", "parked"),
        ("<p>此域名正在出售</p>", "parked"),
        ("<p>このドメインは売り出し中です</p>", "parked"),
        ("<p>이 도메인은 판매 중입니다</p>", "parked"),
        ("<p>Bu alan adı satılıktır</p>", "parked"),
        ("<p>Domain ini dijual</p>", "parked"),
        ("<p>Tên miền này đang được rao bán</p>", "parked"),
        ("<p>هذا النطاق معروض للبيع</p>", "parked"),
        ("<script>window.onload=function(){window.location.href='/lander'}</script>", "parked"),
        ("<html data-adblockkey='MFww'><body><div id='target'></div></body></html>", "parked"),
        ("<script src='https://www.google.com/adsense/domains/caf.js'></script><a>Related searches</a>", "parked"),
        ("<h1>Account Suspended</h1><p>This account has been suspended. Contact your provider.</p>", "suspended"),
        ("<p>Compte suspendu</p>", "suspended"),
        ("<p>Bandwidth Limit Exceeded</p>", "suspended"),
        ("<h1>Briefly unavailable for scheduled maintenance. Check back in a minute.</h1>", "maintenance"),
        ("<p>We&rsquo;ll be back soon!</p>", "maintenance"),
        ("<p>На сайте ведутся технические работы</p>", "maintenance"),
        ("<p>ただいまメンテナンス中です</p>", "maintenance"),
        ("<p>网站维护中</p>", "maintenance"),
        ("<p>Wegen Wartungsarbeiten geschlossen</p>", "maintenance"),
        ("<form>Name <input name=u> <input type=password></form>", "login"),
        ("<p>We use cookies. Accept all cookies to go on.</p>", "cookie-wall"),
        ("<p>Please enable JavaScript to go on.</p>", "script"),
        ("<div id=app></div><script src=/app.js></script>", "script"),
        (f"<p>{STORY}</p>", "page"),
        ("<p>Nothing to see</p>", "page"),
        ("", "page"),
    ],
)
def test_each_page_is_recognised_and_said_in_a_sentence(page: str, stand_in: stand_ins.StandIn) -> None:
    html = page if page.startswith("<html") else f"<html>{page}</html>"
    assert stand_ins.recognised(html, FEED) == stand_in
    assert parse(html.encode(), {}, FEED).problem == stand_ins.SENTENCES[stand_in]


@pytest.mark.parametrize(
    "words",
    [
        "This domain is for sale, said the auctioneer of old names.",
        "The account was suspended by the bank.",
        "The bridge is under maintenance until Friday.",
        "We use cookies, said the baker.",
    ],
)
def test_a_front_page_may_have_a_story_about_any_of_these(words: str) -> None:
    html = f"<html><h1>The Paper</h1><p>{words}</p><p>{STORY}</p></html>"
    assert stand_ins.recognised(html, "https://paper.example/") == "front-page"


def test_where_the_address_leads_to_the_front_page_it_is_said() -> None:
    assert "front page" in (parse(b"<html><p>Hello</p></html>", {}, "https://paper.example/").problem or "")


def test_a_page_that_names_a_feed_leads_there_unless_nobody_is_at_home() -> None:
    link = "<link rel=alternate type='application/rss+xml' href='/f'>"
    live = parse(f"<html>{link}<form><input type=password></form></html>".encode(), {}, FEED)
    assert "it names https://paper.example/f as its feed" in (live.problem or "")
    sold = parse(f"<html>{link}<p>Buy this domain</p></html>".encode(), {}, FEED)
    assert "for sale" in (sold.problem or "")


def test_a_suspended_account_is_told_by_its_address() -> None:
    assert stand_ins.recognised("<html></html>", "https://paper.example/cgi-sys/suspendedpage.cgi") == "suspended"


@pytest.mark.parametrize(
    "piece", ["domain ", "<title>", "<p>this domain is ", "location.href=", "<script>", "технических "]
)
def test_no_page_is_read_for_long(piece: str) -> None:
    """Half a megabyte of whatever the patterns begin with: a pattern that went back and forth would never end."""
    page = piece * (500_000 // len(piece))
    assert stand_ins.recognised(page, FEED) in stand_ins.SENTENCES


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headers",
    [
        {"cf-mitigated": "challenge"},
        {"X-DataDome": "protected"},
        {"x-amzn-waf-action": "captcha"},
        {"server": "DDoS-Guard"},
    ],
)
def test_a_guard_before_the_site_is_told_from_the_site(web: FakeWeb, headers: dict[str, str]) -> None:
    web.serve(FEED, status=403, headers=headers)
    with pytest.raises(fetch.FetchError, match="a check for robots"):
        fetch.get(FEED)
    web.serve(FEED, status=404, headers=headers)
    with pytest.raises(fetch.FetchError, match="nothing at this address"):
        fetch.get(FEED)
