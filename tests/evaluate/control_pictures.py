"""Harmless pictures in the markup that outlets really use; cleaning must keep every one. Address → markup."""

HOST = "https://pictures.example"


def at(name: str) -> str:
    """The address of a control picture."""
    return f"{HOST}/{name}"


def img(name: str, attributes: str = 'alt="A mast"') -> str:
    """A control picture as a tag."""
    return f'<img src="{at(name)}" {attributes}>'


def _plain() -> dict[str, str]:
    """The tag as it is written by hand, by editors and by software."""
    return {
        at("plain.jpg"): f'<p><img src="{at("plain.jpg")}"></p>',
        at("alt.jpg"): f'<p><img src="{at("alt.jpg")}" alt="Boats at dawn"></p>',
        at("empty-alt.jpg"): f'<p><img alt="" src="{at("empty-alt.jpg")}"></p>',
        at("quotes.jpg"): f"""<p><img src='{at("quotes.jpg")}' alt='The "old" pier'></p>""",
        at("bare.jpg"): f"<p><img src={at('bare.jpg')} width=640 height=360></p>",
        at("upper.jpg"): f'<P><IMG SRC="{at("upper.jpg")}" ALT="Ferry"></P>',
        at("closed.jpg"): f'<p><img src="{at("closed.jpg")}" alt="Ferry" /></p>',
        at("entity.jpg"): f'<p><img src="{at("entity.jpg")}" alt="Fish &amp; chips &lt; 5"></p>',
        at("size.jpg"): f'<p><img src="{at("size.jpg")}" width="1200" height="675" alt="Harbour"></p>',
        at("percent.jpg"): f'<p><img src="{at("percent.jpg")}" width="100%" alt="Harbour"></p>',
        at("class.jpg"): f'<p><img class="size-full wp-image-12" src="{at("class.jpg")}" alt="Pier"></p>',
        at("style.jpg"): f'<p><img style="float:left;margin:0 1em" src="{at("style.jpg")}" alt="Pier"></p>',
        at("lazy.jpg"): f'<p><img loading="lazy" decoding="async" src="{at("lazy.jpg")}" alt="Pier"></p>',
        at(
            "srcset.jpg"
        ): f'<p><img srcset="{at("small.jpg")} 400w" sizes="50vw" src="{at("srcset.jpg")}" alt="Pier"></p>',
        at("title.jpg"): f'<p><img src="{at("title.jpg")}" title="A pier" alt="Pier"></p>',
        at("handler.jpg"): f'<p><img src="{at("handler.jpg")}" onclick="zoom(this)" alt="Pier"></p>',
    }


def _addresses() -> dict[str, str]:
    """Addresses of every ordinary kind."""
    return {
        at("query.jpg?w=640&h=360"): f'<p><img src="{at("query.jpg?w=640&amp;h=360")}" alt="Crane"></p>',
        at("raw-query.jpg?w=640&h=9"): f'<p><img src="{at("raw-query.jpg?w=640&h=9")}" alt="Crane"></p>',
        at("no-extension/12345"): f'<p><img src="{at("no-extension/12345")}" alt="Crane"></p>',
        at("modern.webp"): f'<p><img src="{at("modern.webp")}" alt="Crane"></p>',
        at("drawing.svg"): f'<p><img src="{at("drawing.svg")}" alt="Map"></p>',
        at("moving.gif"): f'<p><img src="{at("moving.gif")}" alt="Map"></p>',
        at("a%20space.jpg"): f'<p><img src="{at("a%20space.jpg")}" alt="Map"></p>',
        "http://pictures.example/http.jpg": '<p><img src="http://pictures.example/http.jpg" alt="Map"></p>',
        "https://pictures.example:8443/port.jpg": '<p><img src="https://pictures.example:8443/port.jpg" alt="Map"></p>',
        at("kept/up.jpg"): f'<p><img src="{at("kept/up.jpg")}" alt="Map"></p>',
    }


def _places() -> dict[str, str]:
    """Pictures where layouts put them."""
    return {
        at("figure.jpg"): f"<figure>{img('figure.jpg')}<figcaption>A mast</figcaption></figure>",
        at("linked.jpg"): f'<p><a href="https://pictures.example/page">{img("linked.jpg")}</a></p>',
        at("picture.jpg"): f'<picture><source srcset="{at("p.webp")}">{img("picture.jpg")}</picture>',
        at("div.jpg"): f'<div class="media"><div>{img("div.jpg")}</div></div>',
        at("section.jpg"): f"<section><header>{img('section.jpg')}</header></section>",
        at("list.jpg"): f"<ul><li>{img('list.jpg')} A mast</li></ul>",
        at("cell.jpg"): f"<table><tr><td>{img('cell.jpg')}</td><td>A mast</td></tr></table>",
        at("quote.jpg"): f"<blockquote><p>Words</p>{img('quote.jpg')}</blockquote>",
        at("centre.jpg"): f"<center>{img('centre.jpg')}</center>",
        at("font.jpg"): f'<font size="2">{img("font.jpg")} A mast</font>',
        at("heading.jpg"): f"<h2>{img('heading.jpg')} Masts</h2>",
        at("strong.jpg"): f"<p><strong><em>{img('strong.jpg')}</em></strong></p>",
        at("between.jpg"): f"Words {img('between.jpg')} and more words",
        at("noscript.jpg"): f"<p>Words</p><p>{img('noscript.jpg')}<noscript>no</noscript></p>",
    }


PICTURES = _plain() | _addresses() | _places()
# A page shows a foreign picture as a link to it; one that stands in a link already is told by that link.
LINKED = {at("linked.jpg"): "https://pictures.example/page"}
