"""What an editor pastes: is it, or is it nearly, what was taken down or barred? Reads only; the desk asks and warns."""

from articles import bars
from articles.models import Bar
from articles.models.bar import KeyKind
from articles.sanitize import clean, plain_text
from newsroom.ingest import alike, fingerprint, known
from newsroom.ingest.decide import nearest


def barred(*, headline: str = "", body: str = "", address: str = "", source_id: int | None = None) -> list[int]:
    """The bars that stand against a text (as markup) or the address of an original, which may be an id as well.

    What an editor merely rejected is not among them: that was the desk's own decision.
    """
    text = plain_text(clean(body))
    given = [
        (KeyKind.ADDRESS.value, fingerprint.address_key(address)),
        (KeyKind.GUID.value, fingerprint.guid_key(source_id, address) if source_id else ""),
        (KeyKind.TEXT.value, fingerprint.text_key(text)),
    ]
    standing = bars.standing([(kind, key) for kind, key in given if key], source_id=source_id)
    found = {bar.pk for bar in standing if bar.reason != Bar.Reason.REJECTED}
    signature = alike.pack(alike.sketch(headline, text)) if text else b""
    near = nearest(known.near(signature), signature) if signature else None
    return sorted(found | ({near.bar} if near else set()))
