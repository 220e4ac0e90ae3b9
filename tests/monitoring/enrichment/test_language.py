import socket
import threading

import pytest

from monitoring.enrichment.language import MODEL, detect


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The new blender burned my hand and nobody answers my calls", "en"),
        ("Das Gerät ist nach zwei Tagen kaputt gegangen, und keiner antwortet", "de"),
        ("Le nouveau mixeur m'a brûlé la main et personne ne répond", "fr"),
        ("La nueva batidora me quemó la mano y nadie contesta", "es"),
        ("Il nuovo frullatore mi ha bruciato la mano e nessuno risponde", "it"),
        ("O novo liquidificador queimou a minha mão e ninguém responde", "pt"),
        ("الخلاط الجديد أحرق يدي ولا أحد يرد", "ar"),
        ("Новый блендер обжёг мне руку, и никто не отвечает", "ru"),
        ("新しいミキサーで手を火傷しました", "ja"),
        ("THIS IS THE WORST COMPANY I HAVE EVER SEEN", "en"),
        ("@acme_support #fail https://acme.example/en/help das ist doch wirklich unverschämt", "de"),
    ],
)
def test_the_language_of_a_plain_post_is_told(text: str, code: str) -> None:
    found = detect(text)
    assert found.code == code
    assert 0.4 <= found.confidence <= 1
    assert found.model == MODEL
    assert found.version


@pytest.mark.parametrize(
    "text",
    ["", "   ", "ok", "lol", "12345 678", "😡😡😡", "https://news.example/a-story", "@joe #Fail", "\x00\n\t", "hmm 1"],
)
def test_what_has_no_language_is_unknown(text: str) -> None:
    assert detect(text).code == ""


def test_two_signs_are_enough_where_two_signs_are_words() -> None:
    assert detect("最悪です").code == "ja"


def test_line_breaks_and_a_megabyte_do_no_harm() -> None:
    assert detect("This is\na text\r\nwith breaks\n" * 40_000).code == "en"


def test_no_connection_is_ever_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert detect("Nobody should have to download anything for this").code == "en"


def test_many_threads_get_the_same_answers() -> None:
    texts = [
        "This is plainly English text",
        "Das ist eindeutig ein deutscher Text",
        "Ceci est un texte en français",
    ] * 20
    alone = [detect(text) for text in texts]
    together: list[list[object]] = [[] for _ in range(4)]

    def work(into: list[object]) -> None:
        into.extend(detect(text) for text in texts)

    threads = [threading.Thread(target=work, args=(into,)) for into in together]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert all(found == alone for found in together)
