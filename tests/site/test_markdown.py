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
    ],
)
def test_markdown(source, html):
    assert markdown(source) == html


def test_a_table():
    html = markdown("| a | n |\n| --- | ---: |\n| x<y | 1 |")
    assert '<th scope="col">a</th>' in html
    assert "<tr><td>x&lt;y</td><td>1</td></tr>" in html
