import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.feeds.connectors.rss.document import Document
from monitoring.feeds.connectors.rss.letters import mended
from monitoring.feeds.connectors.rss.reading import read_document

WORDS = ["Жалоба на кофе Альдер", "Второй отзыв о кофе", "Покупатель недоволен"]
CODED = {
    "windows-1251": "Жалоба на кофе Альдер", "koi8-r": "Жалоба на кофе", "shift_jis": "新製品のお知らせ",
    "windows-1253": "Καταγγελία για τον καφέ", "windows-1256": "شكوى حول القهوة", "latin-1": "Größe wie Käse",
    "big5": "產品回收通知", "euc-kr": "제품 리콜 공지", "iso-2022-jp": "新製品のお知らせ", "iso-2022-kr": "제품 리콜 공지",
}  # fmt: skip


def _feed(titles: list[str], head: str = '<?xml version="1.0" encoding="utf-8"?>', channel: str = "") -> str:
    items = "".join(f"<item><guid>{at}</guid><title>{title}</title></item>" for at, title in enumerate(titles))
    return f'{head}<rss version="2.0"><channel><title>t</title>{channel}{items}</channel></rss>'


def _read(body: bytes, content_type: str = "application/xml") -> Document:
    return read_document(body, content_type=content_type, url="http://pub.example/feed")


def _titles(document: Document) -> list[str]:
    return [entry["title"] for entry in document.entries]


@pytest.mark.parametrize("head", ["", '<?xml version="1.0"?>', '<?xml version="1.0" encoding="utf-8"?>'])
def test_one_cut_letter_costs_one_letter(head: str) -> None:
    cut = _feed([*WORDS, "обрезано посреди букв|"], head).encode().replace(b"|", b"\xd1")
    found = _read(cut)
    assert _titles(found) == [*WORDS, "обрезано посреди букв\ufffd"]
    assert found.notes == ("1 letter of the feed could not be read; the rest of its text is intact.",)


def test_a_json_feed_is_repaired_by_the_letter_too() -> None:
    body = '{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"Жалоба |"}]}'.encode()
    found = _read(body.replace(b"|", b"\xd1"))
    assert _titles(found) == ["Жалоба \ufffd"]
    assert "1 letter" in found.notes[0]


@pytest.mark.parametrize("encoding", CODED)
def test_what_a_prolog_declares_is_read_without_a_word(encoding: str) -> None:
    text = _feed([CODED[encoding]], f'<?xml version="1.0" encoding="{encoding}"?>')
    found = _read(text.encode(encoding))
    assert (_titles(found), found.notes) == ([CODED[encoding]], ())


def test_a_broken_byte_of_a_declared_encoding_costs_one_letter() -> None:
    text = _feed([*WORDS, "конец |"], '<?xml version="1.0" encoding="windows-1251"?>')
    found = _read(text.encode("windows-1251").replace(b"|", b"\x98"))
    assert _titles(found) == [*WORDS, "конец \ufffd"]


@pytest.mark.parametrize(
    ("encoding", "language"),
    [("windows-1251", "ru"), ("windows-1253", "el-GR"), ("windows-1256", "ar"), ("cp932", "ja")],
)
def test_an_encoding_nobody_names_is_told_by_the_feeds_language(encoding: str, language: str) -> None:
    told = CODED.get(encoding, "新製品のお知らせ")
    for head in ("", '<?xml version="1.0" encoding="utf-8"?>'):
        found = _read(_feed([told], head, f"<language>{language}</language>").encode(encoding))
        assert _titles(found) == [told]
        assert "it was read as cp" in found.notes[0]


def test_long_enough_a_text_tells_its_encoding_without_a_language() -> None:
    text = "Покупатель недоволен и требует вернуть деньги за кофе, который оказался испорченным. " * 5
    assert _titles(_read(_feed([text.strip()], "").encode("windows-1251"))) == [text.strip()]


def test_western_letters_without_a_name_are_western_letters() -> None:
    assert _titles(_read(_feed(["Größe wie Käse"], "").encode("latin-1"))) == ["Größe wie Käse"]


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<&")))
def test_a_body_that_is_true_to_its_encoding_is_left_alone(text: str) -> None:
    body = _feed([text]).encode()
    assert mended(body, "application/xml").body == body


@settings(deadline=None)
@given(
    st.binary(max_size=200),
    st.sampled_from(["", "utf-8", "shift_jis", "iso-2022-jp", "utf-7", "idna", "rot13", "hex", "unicode_escape"]),
)
def test_whatever_the_bytes_are_something_that_can_be_encoded_comes_back(noise: bytes, charset: str) -> None:
    for body in (noise, _feed(["|"]).encode().replace(b"|", noise)):
        found = mended(body, f"text/xml; charset={charset}")
        assert found.body == body or found.body.decode() is not None
