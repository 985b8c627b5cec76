"""Search: finds what is public, ranks headlines first, never breaks, and its index follows every change."""

import pytest
from django.core.management import call_command
from django.db import connection, models
from hypothesis import given
from hypothesis import strategies as st

from articles import editing, lifecycle, search_sqlite
from articles.accounts import system_account
from articles.models import Article
from articles.search import ensure_index, search
from articles.search_terms import parse
from articles.snippets import marked, snippet
from articles.status import Status
from tests.thorough import examples
from tests.world import make_article

pytestmark = pytest.mark.django_db


def found(query: str, **options: object) -> list[str]:
    return [article.headline for article in search(query, Article.objects.published(), **options)]  # type: ignore[arg-type]


def test_a_word_is_found_in_headline_standfirst_text_and_original_headline() -> None:
    make_article("Yaks come down early")
    make_article("Second", standfirst="Yaks in the standfirst.")
    make_article("Third", body="<p>A herd of yaks.</p>")
    make_article("Fourth", source_headline="The yaks of winter")
    make_article("Fifth")
    assert set(found("yaks")) == {"Yaks come down early", "Second", "Third", "Fourth"}


def test_a_headline_goes_before_a_newer_text() -> None:
    make_article("Ferry sinks")
    make_article("Newer", body="<p>The ferry left the harbour.</p>")
    assert found("ferry") == ["Ferry sinks", "Newer"]
    assert found("ferry", order="newest") == ["Newer", "Ferry sinks"]
    assert found("ferry", order="oldest") == ["Ferry sinks", "Newer"]


def test_every_word_must_stand_somewhere_and_quotation_marks_fix_their_order() -> None:
    make_article("Harbour pilots strike", body="<p>In Colombo.</p>")
    make_article("Pilots of the harbour")
    assert found("harbour colombo") == ["Harbour pilots strike"]
    assert len(found("harbour pilots")) == 2
    assert found('"harbour pilots"') == ["Harbour pilots strike"]
    assert found("“harbour pilots”") == ["Harbour pilots strike"]


def test_accents_case_and_endings_do_not_matter() -> None:
    make_article("Café owners vote on elections")
    assert found("CAFE") == found("cafés") == found("election") == ["Café owners vote on elections"]


def test_a_half_typed_word_is_found_only_while_typing() -> None:
    make_article("Governments agree")
    assert found("gover", typing=True) == found("governm", typing=True) == ["Governments agree"]
    assert found("gover") == []


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("据新华社报道，内蒙古的老街书店重新开业。", "书店"),
        ("東京で新しい駅が開業した。", "新しい駅"),
        ("ชาวนาปลูกข้าวในเชียงใหม่", "เชียงใหม่"),
        ("ຊາວນາປູກເຂົ້າ", "ປູກ"),
        ("ប្រជាជនកម្ពុជាបោះឆ្នោត", "កម្ពុជា"),
        ("မြန်မာနိုင်ငံတွင်မိုးရွာသည်", "မိုးရွာ"),
        ("वाराणसी में नाव पुस्तकालय", "पुस्तकालय"),
        ("مكتبة عائمة في البحرين", "البحرين"),
        ("서울에서 새 도서관이 문을 열었다", "도서관이"),
    ],
)
def test_a_word_of_any_script_is_found_and_marked(text: str, query: str) -> None:
    make_article("Elsewhere")
    make_article("Here", body=f"<p>{text}</p>")
    assert found(query) == ["Here"]
    assert f"<mark>{query}</mark>" in snippet(text, parse(query))


def test_a_hindi_word_is_not_taken_for_its_bare_letters() -> None:
    make_article("हिन्दी समाचार")
    assert found("हिन्दी") == ["हिन्दी समाचार"]
    assert found("हद") == []


def test_scripts_mix_in_one_query() -> None:
    make_article("Bookshop opens", body="<p>老街书店重新开业。</p>")
    make_article("Bookshop closes")
    assert found("bookshop书店") == found("书店 bookshop") == ["Bookshop opens"]


@pytest.mark.parametrize("status", [status for status in Status if status != Status.PUBLISHED])
def test_what_is_not_public_is_not_found(status: Status) -> None:
    make_article("Zebra", status=status)
    assert found("zebra") == []


def test_only_what_the_queryset_allows_is_found() -> None:
    first = make_article("Heron one")
    make_article("Heron two")
    assert list(search("heron", Article.objects.published().filter(pk=first.pk))) == [first]


HOSTILE = ['"', '""', "*", "NEAR(", "a NEAR(b", "AND", "OR NOT", "headline:x", "^x", "(", "a:*", "a & | !", "'", "\\"]
HOSTILE += [
    "x" * 10_000,
    "\x00",
    "ha\x00rbour",
    "\ud800",
    "😀",
    "😀 harbour",
    "\u202e",
    "%",
    "_",
    "a\\':*",
    "½",
    "ª",
    "½*",
]
HOSTILE += ["word " * 500, '"' * 300, "{headline} : a", "-harbour", "<script>", "a\u0301\u0302", "\U0010ffff", "x'--"]
HOSTILE += ["a\\':*", "½", "ª", "½*"]


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("typing", [False, True])
def test_no_query_breaks_the_search(query: str, typing: bool) -> None:
    make_article("Harbour")
    assert len(found(query, typing=typing)) <= 1


@examples(60)
@given(query=st.text(st.characters(codec=None), max_size=40), text=st.text(max_size=60))
def test_terms_and_marks_take_any_text(query: str, text: str) -> None:
    terms = parse(query, typing=True)
    assert len(terms.all) <= 12
    assert all(len(term) <= 200 for term in terms.all)
    plain = marked(text, terms).replace("<mark>", "").replace("</mark>", "")
    assert "<" not in plain


@examples(40)
@given(query=st.text(st.characters(codec=None), min_size=1, max_size=30))
def test_any_text_may_be_searched_for(query: str) -> None:
    list(search(query, Article.objects.published(), typing=True))


def test_signs_beside_words_are_left_out() -> None:
    make_article("Harbour")
    assert found("😀 harbour -") == ["Harbour"]


def test_a_changed_text_is_found_by_its_new_words_and_no_longer_by_its_old() -> None:
    article = make_article("Old lighthouse")
    editing.revise(article, by=system_account(), changes={"headline": "New beacon"})
    assert found("beacon") == ["New beacon"]
    assert found("lighthouse") == []
    Article.objects.filter(pk=article.pk).update(body_text="walrus")
    assert found("walrus") == ["New beacon"]
    Article.objects.filter(pk=article.pk).delete()
    assert found("beacon") == []


def test_a_withdrawn_story_is_gone_at_once() -> None:
    article = make_article("Comet")
    lifecycle.move(article, Status.WITHDRAWN, by=system_account())
    assert found("comet") == []


def test_an_index_that_stands_is_left_alone_and_a_broken_one_is_built_anew() -> None:
    make_article("Lantern")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER articles_search_update")
        else:
            cursor.execute("DROP TRIGGER articles_search_row ON articles_article")
    Article.objects.update(headline="Candle")
    ensure_index()
    assert found("candle") == ["Candle"]
    assert found("lantern") == []
    ensure_index()
    Article.objects.update(headline="Torch")
    assert found("torch") == ["Torch"]


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_rebuilds_the_table_leaves_search_working() -> None:
    make_article("Kingfisher")
    old = Article._meta.get_field("headline")
    new = models.CharField(max_length=400)
    new.set_attributes_from_name("headline")
    new.model = Article
    with connection.schema_editor() as editor:
        editor.alter_field(Article, old, new)
    with connection.schema_editor() as editor:
        editor.alter_field(Article, new, old)
    call_command("migrate", verbosity=0)
    assert found("kingfisher") == ["Kingfisher"]
    Article.objects.update(headline="Heron")
    assert found("heron") == ["Heron"]


@pytest.mark.django_db(transaction=True)
def test_emptying_the_database_empties_the_index() -> None:
    make_article("Kingfisher")
    call_command("flush", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM articles_search")
        assert cursor.fetchone()[0] == 0


def test_a_search_is_one_query(django_assert_num_queries: object) -> None:
    make_article("Harbour")
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert found("harbour 書店") == []


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_sqlite_walks_the_index_newest_first_and_stops() -> None:
    with connection.cursor() as cursor:
        walk = "SELECT rowid FROM articles_search WHERE articles_search MATCH '\"a\"' ORDER BY rowid DESC"
        cursor.execute(f"EXPLAIN QUERY PLAN {walk}")
        assert "TEMP B-TREE" not in str(cursor.fetchall())
    assert "LIMIT 20000" in search_sqlite.Matching.template


def test_snippets_show_the_words_where_they_stand_and_escape_the_rest() -> None:
    text = "Padding words go here. " * 30 + "Then <b>elections</b> & more. " + "After that. " * 30
    shown = snippet(text, parse("election"))
    assert "&lt;b&gt;<mark>elections</mark>&lt;/b&gt; &amp; more" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 300
    assert snippet("Nothing of the kind", parse("election")) == "Nothing of the kind"
