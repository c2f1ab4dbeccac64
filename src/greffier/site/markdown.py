"""The little of Markdown that reports and changelogs use, as HTML: headings, paragraphs, lists, tables, code, links."""

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

_INLINE = (
    (re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"(?<![\w*])\*([^*\s][^*]*)\*(?!\w)"), r"<em>\1</em>"),
    (re.compile(r"\[([^\]]+)\]\((https?://[^\s)&]+)\)"), r'<a href="\2" rel="noreferrer">\1</a>'),
)
_BULLET = re.compile(r"\s*[-*]\s+")


def markdown(source: str, level: int = 2) -> Markup:
    """A Markdown text as HTML without any HTML of its own; its highest heading becomes `<h{level}>`."""
    headings = [line for line in source.splitlines() if line.startswith("#")]
    highest = min((len(line) - len(line.lstrip("#")) for line in headings), default=1)
    return Markup("\n".join(_blocks(source, level - highest)))


def _blocks(source: str, deeper: int) -> Iterator[str]:
    for block in re.split(r"\n\s*\n", source.replace("\r\n", "\n").strip()):
        lines = block.splitlines()
        while lines and (heading := re.fullmatch(r"(#{1,6})\s+(.*?)\s*#*", lines[0])):
            depth = min(max(len(heading[1]) + deeper, 2), 6)
            yield f"<h{depth}>{_inline(heading[2])}</h{depth}>"
            lines = lines[1:]
        if not lines:
            continue
        if lines[0].startswith("|") and len(lines) > 1 and re.fullmatch(r"[|\s:-]+", lines[1]):
            yield _table(lines)
        elif _BULLET.match(lines[0]):
            items = [_BULLET.sub("", item, count=1) for item in re.split(r"\n(?=\s*[-*]\s+)", "\n".join(lines))]
            yield "<ul>" + "".join(f"<li>{_inline(item)}</li>" for item in items) + "</ul>"
        elif lines[0].startswith(("```", "    ")):
            code = "\n".join(line for line in lines if not line.startswith("```"))
            yield f'<pre tabindex="0"><code>{escape(code)}</code></pre>'
        else:
            yield f"<p>{_inline(' '.join(lines))}</p>"


def _table(lines: list[str]) -> str:
    head, *body = [[_inline(cell.strip()) for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))] for row in lines]
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in body[1:])
    heads = "".join(f'<th scope="col">{cell}</th>' if cell else "<td></td>" for cell in head)
    return f'<div class="scroll" tabindex="0"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'


def _inline(text: str) -> str:
    """Words with code, weight and links; what stands in backticks is left as it is."""
    parts = re.split(r"`([^`]+)`", text)
    for i, part in enumerate(parts):
        html = str(escape(part))
        if i % 2:
            parts[i] = f"<code>{html}</code>"
            continue
        for pattern, replacement in _INLINE:
            html = pattern.sub(replacement, html)
        parts[i] = html
    return "".join(parts)
