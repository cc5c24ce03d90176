"""Reads documents with readers that are not ours, and prints a JSON list of what is wrong.

Standard input holds a JSON list of objects: `kind`, `name`, `text` and what is expected.
"""

import json
import re
import subprocess
import sys
import xml.etree.ElementTree

import html5lib
import markdown_it
import nbformat
import yaml

XHTML = "{http://www.w3.org/1999/xhtml}"


def normal(text):
    """As CommonMark reads a text: one kind of line end, and no NUL."""
    return re.sub("\r\n?", "\n", text).replace("\0", "\ufffd")


def fences_expected(document):
    return [{"info": fence["info"], "text": normal(fence["text"])} for fence in document["fences"]]


def compare(name, reader, found, expected):
    if found == expected:
        return
    for index, (one, other) in enumerate(zip(found, expected)):
        if one != other:
            yield f"{name}: {reader}: fence {index + 1} is {one!r:.200}, not {other!r:.200}"
            return
    yield f"{name}: {reader}: {len(found)} fences, not {len(expected)}"


def ours(info):
    return info.split(" ")[0] in ("patchbay", "output")


def session(document):
    name, text = document["name"], document["text"]
    expected = fences_expected(document)

    tokens = markdown_it.MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    found = [{"info": token.info.strip(), "text": token.content} for token in tokens
             if token.type == "fence" and ours(token.info.strip())]
    yield from compare(name, "markdown-it-py", found, expected)
    inline = [child for token in tokens for child in token.children or []]
    markup = [token.content for token in tokens + inline if token.type in ("html_block", "html_inline")]
    yield from raw_markup(name, "markdown-it-py", markup)

    page = subprocess.run(["cmark-gfm", "--unsafe", "--full-info-string", "-e", "table"], input=text.encode(),
                          capture_output=True, check=True).stdout.decode()
    # An HTML reader drops a line end behind `pre`, not behind `code`.
    tree = html5lib.parse(page)
    found = []
    for code in tree.iter(XHTML + "code"):
        info = code.get("class", "").removeprefix("language-")
        # In HTML some characters stand for others; the text itself is compared.
        words = [info] + ([code.get("data-meta")] if code.get("data-meta") else [])
        if info in ("patchbay", "output"):
            found.append({"info": " ".join(words), "text": "".join(code.itertext())})
    wanted = [{"info": fence["info"], "text": page_text(fence["text"])} for fence in expected]
    yield from compare(name, "cmark-gfm", [{**fence, "text": page_text(fence["text"])} for fence in found], wanted)


def page_text(text):
    """Characters that no HTML page holds are left out of a comparison."""
    return re.sub("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ufdd0-\\ufdef\\ufffd-\\uffff\\U0010ffff]", "", text)


def raw_markup(name, reader, found):
    allowed = [text for text in found if text.startswith("<!-- patchbay {")]
    if len(allowed) > 1 or len(found) != len(allowed):
        yield f"{name}: {reader}: markup {[text for text in found if text not in allowed] or found!r:.300}"


def notebook(document):
    book = nbformat.reads(document["text"], as_version=4)
    nbformat.validate(book, relax_add_props=False)
    sources = [cell.source for cell in book.cells if cell.cell_type == "code"]
    if sources != document["sources"]:
        yield f"{document['name']}: nbformat: the sources differ"


def page(document):
    name = document["name"]
    parser = html5lib.HTMLParser()
    tree = parser.parse(document["text"])
    # These are characters that need not be assigned to anything.
    errors = [code for _, code, _ in parser.errors if code not in ("invalid-codepoint",)]
    if errors:
        yield f"{name}: html5lib: {errors}"
    names = {element.tag.removeprefix(XHTML) for element in tree.iter() if isinstance(element.tag, str)}
    names = {re.sub("^{.*}", "", tag) for tag in names}
    if unknown := names - set(document["elements"]):
        yield f"{name}: html5lib: elements {unknown}"
    boxes = ["".join(box.itertext()) for box in tree.iter(XHTML + "pre")]
    for text in document["boxes"]:
        if text not in boxes:
            yield f"{name}: html5lib: no box holds {text!r:.100} but {boxes!r:.300}"


def junit(document):
    tree = xml.etree.ElementTree.fromstring(document["text"].encode())
    paths = {case.get("classname") for case in tree.iter("testcase")}
    if paths != set(document["paths"]):
        yield f"{document['name']}: expat: {paths} instead of {document['paths']}"


def tap(document):
    name, lines = document["name"], document["text"].split("\n")
    blocks, block = [], None
    for line in lines:
        if line == "      ---":
            block = []
        elif line == "      ..." and block is not None:
            blocks.append(yaml.safe_load("\n".join(block)))
            block = None
        elif block is not None:
            block.append(line[6:])
    if len(blocks) != document["blocks"]:
        yield f"{name}: PyYAML: {len(blocks)} blocks"
    for found in blocks:
        if found["at"]["file"] not in document["paths"] or not isinstance(found["message"], str):
            yield f"{name}: PyYAML: {found!r:.200}"


def summary(document):
    name = document["name"]
    tokens = markdown_it.MarkdownIt("gfm-like", {"linkify": False}).parse(document["text"])
    inline = [child for token in tokens for child in token.children or []]
    markup = {token.content for token in tokens + inline if token.type in ("html_block", "html_inline")}
    if unknown := markup - {"<code>", "</code>"}:
        yield f"{name}: markdown-it-py: markup {unknown!r:.300}"
    # Only headings, the table, its cells and code stand in it, whatever the texts are.
    kinds = {token.type for token in inline} - {"text", "code_inline", "html_inline", "strong_open", "strong_close"}
    if kinds:
        yield f"{name}: markdown-it-py: {kinds}"
    counts = [sum(token.type == kind for token in tokens) for kind in ("fence", "heading_open", "tr_open", "td_open")]
    if counts != document["counts"]:
        yield f"{name}: markdown-it-py: {counts} instead of {document['counts']}"


def jsonl(document):
    values = [json.loads(line) for line in document["text"].split("\n") if line]
    for value in values:
        if value["type"] == "cell" and (value["source"], value["output"]) != (document["cell"], document["cell"]):
            yield f"{document['name']}: json: {value!r:.200}"


KINDS = {"session": session, "notebook": notebook, "page": page, "junit": junit, "tap": tap, "jsonl": jsonl,
         "summary": summary}

faults = []
for document in json.load(sys.stdin):
    try:
        faults += KINDS[document["kind"]](document)
    except Exception as error:  # What a reader does not read is what is looked for.
        faults.append(f"{document['name']}: {document['kind']}: {type(error).__name__}: {error!s:.300}")
print(json.dumps(faults))
