import pytest

from greffier.site.markdown import markdown


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("# A\n\nb *c* **d**", "<h2>A</h2>\n<p>b <em>c</em> <strong>d</strong></p>"),
        ("## A\n### B", "<h2>A</h2>\n<h3>B</h3>"),
        ("- a\n- **b**\n  c", "<ul><li>a</li><li><strong>b</strong>\n  c</li></ul>"),
        ("see [x](https://e.org/a)", '<p>see <a href="https://e.org/a" rel="noreferrer">x</a></p>'),
        # what runs is no link, and HTML is text
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("<script>1</script> `<b>*x*`", "<p>&lt;script&gt;1&lt;/script&gt; <code>&lt;b&gt;*x*</code></p>"),
        ("", ""),
        # the highest heading is the page's second, and none is deeper than six
        ("### A\n# B\n\n###### C", "<h4>A</h4>\n<h2>B</h2>\n<h6>C</h6>"),
        ("## A ##\ntext\r\nmore", "<h2>A</h2>\n<p>text more</p>"),
        ("a\n\n  \nb", "<p>a</p>\n<p>b</p>"),
        ("```sh\na *b* <c>\n```", '<pre tabindex="0"><code>a *b* &lt;c&gt;</code></pre>'),
        ("a\n\n    code\n    more", '<p>a</p>\n<pre tabindex="0"><code>    code\n    more</code></pre>'),
        ("* a - b\n* c", "<ul><li>a - b</li><li>c</li></ul>"),
        ("2*3*4 and *a b*, **c d**", "<p>2*3*4 and <em>a b</em>, <strong>c d</strong></p>"),
        ("a | b\n| c |", "<p>a | b | c |</p>"),
        ("`a` b `c`", "<p><code>a</code> b <code>c</code></p>"),
    ],
)
def test_markdown(source, html):
    assert markdown(source) == html


def test_a_table():
    html = markdown("| a | n |\n| --- | ---: |\n| x<y | 1 |")
    assert '<th scope="col">a</th>' in html
    assert "<tr><td>x&lt;y</td><td>1</td></tr>" in html
    assert html.startswith('<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">a</th>')
    assert html.count("<tr>") == 2
    # a cell without a name heads nothing, and a mark that is escaped parts no cells
    assert markdown("| | n |\n|---|---|\n| a \\| b | 1 |") == (
        '<div class="scroll" tabindex="0"><table><thead><tr><td></td><th scope="col">n</th></tr></thead>'
        "<tbody><tr><td>a \\| b</td><td>1</td></tr></tbody></table></div>"
    )


def test_headings_begin_where_the_page_wants_them():
    assert markdown("# A\n## B", 3) == "<h3>A</h3>\n<h4>B</h4>"
