"""Changed words in the HTML of two pages."""

from __future__ import annotations

from wardbook.preview.versions.marked import article_of, heading_of, marked


def both(before: str, after: str) -> tuple[str, str, int]:
    pages = [f"<html><body><p>frame</p><article>{html}</article></body></html>" for html in (before, after)]
    return marked(*(article_of(page, prefix, lambda _: None) for page, prefix in zip(pages, ("a-", "b-"), strict=True)))


def test_changed_words_are_marked_within_the_markup() -> None:
    assert both("<p>A <b>soft red</b> bear.</p>", "<p>A <b>hard blue</b> bear.</p>") == (
        "<p>A <b><del>soft red</del></b> bear.</p>",
        "<p>A <b><ins>hard blue</ins></b> bear.</p>",
        4,
    )


def test_same_words_in_other_markup_are_no_change() -> None:
    assert both("<p>A bear</p>", "<ul><li>A bear</li></ul>")[2] == 0


def test_text_stays_text() -> None:
    before, after, _ = both("<p>a &lt;b&gt; &amp; c</p>", "<p>a &lt;i&gt; &amp; c</p>")
    assert (before, after) == (
        "<p>a <del>&lt;b&gt;</del> &amp; c</p>",
        "<p>a <ins>&lt;i&gt;</ins> &amp; c</p>",
    )


def test_nothing_that_acts_is_kept() -> None:
    html = (
        '<h1 id="top">Title<a class="headerlink" href="#top">¶</a></h1><script>x()</script><button>Copy</button>'
        '<details><summary>S</summary></details><p onclick="x()" id="p"><a href="../x/">x</a><a href="#top">y</a></p>'
    )
    before, _, _ = both(html, html)
    assert before == (
        '<h1 id="a-top">Title</h1><details open><summary>S</summary></details>'
        '<p id="a-p"><a>x</a><a href="#a-top">y</a></p>'
    )


def test_pictures_with_words_are_left_as_they_are() -> None:
    assert both("<svg><text>1</text></svg>", "<svg><text>2</text></svg>")[:2] == (
        "<svg><text>1</text></svg>",
        "<svg><text>2</text></svg>",
    )


def test_heading_is_in_plain_words() -> None:
    pieces = article_of("<article><h1>A <i>b</i> &amp; c</h1></article>", "", lambda _: None)
    assert heading_of(pieces) == "A b & c"
