"""The book of a year: Word opens it, it holds what it was given and nothing more."""

import io
import tracemalloc

from docx import Document

from guitu.exchange.exporters.book import Chapter, book


def test_every_story_stands_in_it_in_order():
    content = book(
        "2026 年", ["化名"], [Chapter("阿远", "第一句。\n\n第二句。", ""), Chapter("小禾", "好。", "只拍手")]
    )

    found = [(p.style.name, p.text) for p in Document(io.BytesIO(content)).paragraphs]
    assert found == [
        ("Title", "2026 年"),
        ("Normal", "化名"),
        ("Heading 1", "阿远"),
        ("Normal", "第一句。"),
        ("Normal", "第二句。"),
        ("Heading 1", "小禾"),
        ("Aside", "只拍手"),
        ("Normal", "好。"),
    ]


def test_signs_of_markup_stay_words():
    content = book("年", [], [Chapter("<w:p>", "a & b < c\x07", "")])

    texts = [p.text for p in Document(io.BytesIO(content)).paragraphs]
    assert texts == ["年", "<w:p>", "a & b < c"]


def test_the_same_stories_make_the_same_bytes():
    chapters = [Chapter("阿远", "好。", "")]
    assert book("年", [], chapters) == book("年", [], chapters)


def test_two_thousand_stories_are_let_go_one_by_one():
    def many(n: int):
        return (Chapter(f"化名{i}", "\n".join(["好日子。" * 100] * 5), "") for i in range(n))

    def peak(n: int) -> int:
        tracemalloc.start()
        book("年", [], many(n))
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    written = 2000 * 5 * 400 * 3  # bytes of text that went through
    assert peak(2000) < written / 4
