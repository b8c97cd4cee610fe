"""Ways to plant a secret into finished bytes, for each kind of file: where it is put, and how it is written."""

from __future__ import annotations

import functools
import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator

from transcribe_desk.export.package import pack, unpack

Plant = Callable[[bytes, str], bytes]
SARAH, ZOE, FRENCHAY = "Sarah Patel", "Zoë Håkansson", "Frenchay"

# What stands in the file, as its reader sees it; the last are written as references to characters where there are any.
FORMS = {
    "as is": SARAH,
    "first name": "Sarah",
    "surname": "Patel",
    "place": FRENCHAY,
    "lower case": "sarah patel",
    "upper case": "PATEL",
    "possessive": "Patel’s",
    "straight possessive": "Frenchay's",
    "initial and surname": "S. Patel",
    "accents": "Håkansson",
    "NFD": "Ha\u030akansson",
    "accent-less": "Zoe Hakansson",
    "compatibility letters": "Ｓａｒａｈ",
    "soft hyphen": "Pa\u00adtel",
    "zero-width space": "Sa\u200brah",
    "byte-order mark": "Fren\ufeffchay",
    "spelt out": "S A R A H",
    "spelt with hyphens": "P-a-t-e-l",
    "user name": "sarahpatel",
    "underscores": "interview_patel_final",
}
REFERENCES = {
    "decimal references": "&#83;arah",
    "hexadecimal references": "Pa&#x74;el",
    "named references": "Zo&euml; Fren&shy;chay",
}


def plants(path: str) -> dict[str, Plant]:
    """Give the ways to plant into a file of this name, by what they are called."""
    return _PLANTS[path.rpartition(".")[2]]


def references(path: str) -> bool:
    """Tell whether references to characters mean those characters in a file of this name."""
    return path.endswith((".html", ".vtt", ".srt", ".md"))


def _xml(text: str) -> str:
    return html.escape(text)


def _part(name: str, content: Callable[[str], str | bytes]) -> Plant:
    """Add a part to a package, or put it in place of the one that is there."""

    def plant(data: bytes, secret: str) -> bytes:
        made = content(secret)
        return pack({**unpack(data), name: made.encode() if isinstance(made, str) else made})

    return plant


def _into(name: str, before: str, put: Callable[[str], str]) -> Plant:
    """Put something before the first place in a part that matches a pattern."""

    def plant(data: bytes, secret: str) -> bytes:
        parts = unpack(data)
        part = next(each for each in parts if re.fullmatch(name, each))
        return pack({**parts, part: _before(parts[part].decode(), before, put(secret)).encode()})

    return plant


def _before(text: str, pattern: str, put: str) -> str:
    found = re.search(pattern, text)
    assert found, pattern
    return text[: found.start()] + put + text[found.start() :]


def _text(before: str, put: Callable[[str], str], encoding: str = "utf-8") -> Plant:
    return lambda data, secret: _before(data.decode(), before, put(secret)).encode(encoding)


def _split(text: str) -> tuple[str, str]:
    return text[:2], text[2:]


def _runs(secret: str) -> str:
    first, rest = map(_xml, _split(secret))
    return f"<w:p><w:r><w:t>{first}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{rest}</w:t></w:r></w:p>"


def _zip_comment(data: bytes, secret: str) -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = secret.encode()
    return buffer.getvalue()


def _zip_entries(data: bytes, *, comment: bytes = b"", extra: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in unpack(data).items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            entry.comment, entry.extra = comment, extra
            archive.writestr(entry, content, compresslevel=6)
    return buffer.getvalue()


def _extra(secret: str) -> bytes:
    content = secret.encode()
    return b"\x75\x75" + len(content).to_bytes(2, "little") + content


_ZIP: dict[str, Plant] = {
    "name of a zip entry": lambda data, secret: pack({**unpack(data), f"media/{secret}.xml": b"<x/>"}),
    "zip comment": _zip_comment,
    "comment of a zip entry": lambda data, secret: _zip_entries(data, comment=secret.encode()),
    "extra field of a zip entry": lambda data, secret: _zip_entries(data, extra=_extra(secret)),
    "behind the end": lambda data, secret: data + secret.encode(),
    "bytes of a picture": _part(
        "media/thumbnail.jpeg", lambda text: b"\xff\xd8\xff\xe1 " + text.encode() + b" \xff\xd9"
    ),
    "UTF-16 in bytes": _part("media/ole.bin", lambda text: b"\xff\x00\xff" + f" {text} ".encode("utf-16-le") + b"\xff"),
}
_OFFICE: dict[str, Plant] = {
    **_ZIP,
    "author": _into("docProps/core.xml", "</cp:coreProperties>", lambda text: f"<dc:creator>{_xml(text)}</dc:creator>"),
    "last modified by": _into(
        "docProps/core.xml", "</cp:coreProperties>", lambda text: f"<cp:lastModifiedBy>{_xml(text)}</cp:lastModifiedBy>"
    ),
    "company": _into("docProps/app.xml", "</Properties>", lambda text: f"<Company>{_xml(text)}</Company>"),
    "template": _into("docProps/app.xml", "</Properties>", lambda text: f"<Template>{_xml(text)}.dotm</Template>"),
    "template author": _into("docProps/app.xml", "</Properties>", lambda text: f"<Manager>{_xml(text)}</Manager>"),
    "custom property": _part(
        "docProps/custom.xml",
        lambda text: f'<p:Properties xmlns:p="c"><p:property name="Owner">{_xml(text)}</p:property></p:Properties>',
    ),
    "name of a custom property": _part("docProps/custom.xml", lambda text: f'<x><property name="{_xml(text)}"/></x>'),
    "custom XML": _part("customXml/item1.xml", lambda text: f"<x><y>{_xml(text)}</y></x>"),
    "link": _into(r".*\.rels", "</Relationships>", lambda text: f'<Relationship Target="file:///C:/{_xml(text)}/a"/>'),
    "percent-encoded link": _into(
        r".*\.rels",
        "</Relationships>",
        lambda text: "".join(["<Relationship Target='file:///", *(f"%{byte:02X}" for byte in text.encode()), "'/>"]),
    ),
    "XML comment": _into(
        "docProps/core.xml", "</cp:coreProperties>", lambda text: f"<!-- {text.replace('-', ' ')} -->"
    ),
}
_DOCX: dict[str, Plant] = {
    **_OFFICE,
    "text": _into("word/document.xml", "</w:body>", lambda text: f"<w:p><w:r><w:t>{_xml(text)}</w:t></w:r></w:p>"),
    "runs split over tags": _into("word/document.xml", "</w:body>", _runs),
    "hidden text": _into(
        "word/document.xml",
        "</w:body>",
        lambda text: f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{_xml(text)}</w:t></w:r></w:p>",
    ),
    "author of a revision": _into(
        "word/document.xml", "</w:body>", lambda text: f'<w:p><w:ins w:author="{_xml(text)}"/></w:p>'
    ),
    "deleted text": _into(
        "word/document.xml",
        "</w:body>",
        lambda text: f"<w:p><w:del><w:r><w:delText>{_xml(text)}</w:delText></w:r></w:del></w:p>",
    ),
    "author of a comment": _part("word/comments.xml", lambda text: f'<c><m author="{_xml(text)}"><p>x</p></m></c>'),
    "comment": _part("word/comments.xml", lambda text: f"<c><p><t>{_xml(text)}</t></p></c>"),
    "people": _part("word/people.xml", lambda text: f'<c><person author="{_xml(text)}"/></c>'),
    "field": _into(
        "word/document.xml", "</w:body>", lambda text: f"<w:p><w:instrText>AUTHOR {_xml(text)}</w:instrText></w:p>"
    ),
    "embedded package": _part(
        "word/embeddings/a.xlsx", lambda text: pack({"a.xml": f"<si>{_xml(text)}</si>".encode()})
    ),
}
_XLSX: dict[str, Plant] = {
    **_OFFICE,
    "shared string": _part("xl/sharedStrings.xml", lambda text: f"<sst><si><t>{_xml(text)}</t></si></sst>"),
    "shared string in runs": _part(
        "xl/sharedStrings.xml",
        lambda text: "<sst><si>" + "".join(f"<r><t>{_xml(each)}</t></r>" for each in _split(text)) + "</si></sst>",
    ),
    "cell": _into(
        "xl/worksheets/sheet1.xml", "</sheetData>", lambda text: f"<row><c><is><t>{_xml(text)}</t></is></c></row>"
    ),
    "formula": _into(
        "xl/worksheets/sheet1.xml", "</sheetData>", lambda text: f"<row><c><f>&quot;{_xml(text)}&quot;</f></c></row>"
    ),
    "name of a sheet": _into("xl/workbook.xml", "</sheets>", lambda text: f'<sheet name="{_xml(text)}"/>'),
    "defined name": _into(
        "xl/workbook.xml",
        "</workbook>",
        lambda text: f'<definedNames><definedName name="{_xml(text)}"/></definedNames>',
    ),
    "author of a comment": _part(
        "xl/comments1.xml", lambda text: f"<c><authors><author>{_xml(text)}</author></authors></c>"
    ),
    "page header": _into(
        "xl/worksheets/sheet1.xml", "</worksheet>", lambda text: f"<headerFooter>&amp;L{_xml(text)}</headerFooter>"
    ),
}


_ODT: dict[str, Plant] = {
    **_ZIP,
    "author": _into(
        "meta.xml", "</office:meta>", lambda text: f"<meta:initial-creator>{_xml(text)}</meta:initial-creator>"
    ),
    "last modified by": _into("meta.xml", "</office:meta>", lambda text: f"<dc:creator>{_xml(text)}</dc:creator>"),
    "own field": _into(
        "meta.xml",
        "</office:meta>",
        lambda text: f'<meta:user-defined meta:name="Owner">{_xml(text)}</meta:user-defined>',
    ),
    "template": _into("meta.xml", "</office:meta>", lambda text: f'<meta:template title="{_xml(text)}.ott"/>'),
    "text": _into("content.xml", "</office:text>", lambda text: f"<text:p>{_xml(text)}</text:p>"),
    "split over spans": _into(
        "content.xml",
        "</office:text>",
        lambda text: "<text:p><text:span>{}</text:span><text:span>{}</text:span></text:p>".format(
            *map(_xml, _split(text))
        ),
    ),
    "spaces as elements": _into(
        "content.xml",
        "</office:text>",
        lambda text: f"<text:p>{_xml(text).replace(' ', '<text:s/>')}</text:p>",
    ),
    "heading": _into("content.xml", "</office:text>", lambda text: f"<text:h>{_xml(text)}</text:h>"),
    "heading split over spans": _into(
        "content.xml",
        "</office:text>",
        lambda text: "<text:h><text:span>{}</text:span>{}</text:h>".format(*map(_xml, _split(text))),
    ),
    "author of a comment": _into(
        "content.xml",
        "</office:text>",
        lambda text: f"<text:p><office:annotation><a>{_xml(text)}</a></office:annotation></text:p>",
    ),
    "running head": _into("styles.xml", "</style:header>", lambda text: f"<text:p>{_xml(text)}</text:p>"),
    "name of a style": _into("styles.xml", "</office:styles>", lambda text: f'<style:style name="{_xml(text)}"/>'),
    "XML comment": _into("content.xml", "</office:text>", lambda text: f"<!-- {text.replace('-', ' ')} -->"),
    "settings": _part("settings.xml", lambda text: f"<x><item name='PrinterName'>{_xml(text)}</item></x>"),
    "media type": lambda data, secret: pack({**unpack(data), "mimetype": secret.encode()}),
}


def _embedded(plant: Plant, data: bytes, secret: str) -> bytes:
    parts = unpack(data)
    name = next(each for each in parts if each.endswith(".docx"))
    return pack({**parts, name: plant(parts[name], secret)})


_QDPX: dict[str, Plant] = {
    **_ZIP,
    "name of the project": _into("project.qde", " origin=", lambda text: f' title="{_xml(text)}"'),
    "name of a user": _into("project.qde", "</Users>", lambda text: f'<User guid="x" name="{_xml(text)}"/>'),
    "path of a source": _into(
        "project.qde", "</Sources>", lambda text: f'<TextSource plainTextPath="relative://home/{_xml(text)}/a.txt"/>'
    ),
    "note in the project": _into(
        "project.qde",
        "</Project>",
        lambda text: f"<Notes><Note><PlainTextContent>{_xml(text)}</PlainTextContent></Note></Notes>",
    ),
    "text of a source": _into(r"sources/.*\.txt", r"\Z", lambda text: f"\n{text}"),
    **{f"embedded docx, {name}": functools.partial(_embedded, plant) for name, plant in _DOCX.items()},
}
_QDC: dict[str, Plant] = {
    "name of a code": _text("</Codes>", lambda text: f'<Code guid="x" name="{_xml(text)}"/>'),
    "description": _text("</Codes>", lambda text: f"<Code><Description>{_xml(text)}</Description></Code>"),
    "references": _text("</Codes>", lambda text: "<Code name='" + "".join(f"&#{ord(each)};" for each in text) + "'/>"),
    "split by a comment": _text(
        "</Codes>", lambda text: "<Code><Description>{}<!-- -->{}</Description></Code>".format(*map(_xml, _split(text)))
    ),
}
_HTML: dict[str, Plant] = {
    "text": _text("</body>", lambda text: f"<p>{_xml(text)}</p>"),
    "split over tags": _text("</body>", lambda text: "<p>{}<b>{}</b></p>".format(*map(_xml, _split(text)))),
    "attribute": _text("</body>", lambda text: f'<p title="{_xml(text)}">x</p>'),
    "comment": _text("</body>", lambda text: f"<!-- {text.replace('-', ' ')} -->"),
    "metadata": _text("</head>", lambda text: f'<meta name="author" content="{_xml(text)}"/>'),
    "style": _text("</head>", lambda text: f"<style>/* {_xml(text)} */</style>"),
    "text outside paragraphs": _text("</body>", lambda text: f"<div>{_xml(text)}</div>"),
    "behind the end": _text(r"\Z", lambda text: f"<!-- {text.replace('-', ' ')} -->"),
}
_TXT: dict[str, Plant] = {
    "line": _text(r"\Z", lambda text: f"\n02-hospital: {text}\n"),
    "first line": _text(r"\A", lambda text: f"{text}\n"),
    "field": _text(r"\n", lambda text: f"\t{text}"),
    "UTF-16": _text(r"\Z", lambda text: f"\n{text}\n", "utf-16"),
}
_VTT: dict[str, Plant] = {
    "note": _text(r"\n\n", lambda text: f"\n\nNOTE {_xml(text)}"),
    "header": _text(r"\n", lambda text: f" {_xml(text)}"),
    "voice": _text("<v ", lambda text: f"<v {_xml(text)}>Yes.</v>\n"),
    "text": _text("</v>", lambda text: f" {_xml(text)}"),
    "split over tags": _text("</v>", lambda text: " {}<b>{}</b>".format(*map(_xml, _split(text)))),
    "class": _text("</v>", lambda text: f"<c.x {_xml(text)}></c>"),
    "name of a cue": _text(r"\d\d:\d\d:\d\d", lambda text: f"{text}\n"),
    "style": _text(r"\n\n", lambda text: f"\n\nSTYLE\n/* {text} */"),
}
_SRT: dict[str, Plant] = {
    "label": _text("Interviewer", lambda text: f"{text}: "),
    "text": _text(r"\Z", lambda text: f"{text}\n"),
    "split over tags": _text(r"\Z", lambda text: "{}<i>{}</i>\n".format(*_split(text))),
    "behind times": _text("\nInterviewer", lambda text: f" {text}"),
}
_CSV: dict[str, Plant] = {
    "cell": _text(r"\Z", lambda text: f'"02-hospital","9","x","{text}"\r\n'),
    "heading": _text(r"\r\n", lambda text: f',"{text}"'),
    "counted column": _text(r"\Z", lambda text: f'"02-hospital","{text}"\r\n'),
    "cell with quotes": _text(r"\Z", lambda text: f'"02-hospital","He said ""{text}"""\r\n'),
    "broken row": _text(r"\Z", lambda text: f'"02-hospital","{text}'),
    "plain cell": _text(r"\Z", lambda text: f"{text}\r\n"),
}
_JSON: dict[str, Plant] = {
    "text": _text(r'"format"', lambda text: f'"note": {json.dumps(text, ensure_ascii=False)}, '),
    "key": _text(r'"format"', lambda text: f"{json.dumps(text, ensure_ascii=False)}: 1, "),
    "escapes": _text(r'"format"', lambda text: '"note": "' + "".join(f"\\u{ord(each):04x}" for each in text) + '", '),
    "repeated key": _text(r'"format"', lambda text: f'"format": {json.dumps(text, ensure_ascii=False)}, '),
    "behind the end": _text(r"\Z", lambda text: f"// {text}"),
}
_MD: dict[str, Plant] = {
    "line": _text(r"\Z", lambda text: f"\n{text}\n"),
    "cell": _text(r"\Z", lambda text: f"\n| a | {text} |\n"),
    "comment": _text(r"\Z", lambda text: f"\n<!-- {text} -->\n"),
    "link": _text(r"\Z", lambda text: f"\n[here](file:///home/{text}/a.md)\n"),
    "split by emphasis": _text(r"\Z", lambda text: "\n{}**{}**\n".format(*_split(text))),
}
_PLANTS: dict[str, dict[str, Plant]] = {
    "docx": _DOCX,
    "xlsx": _XLSX,
    "odt": _ODT,
    "qdpx": _QDPX,
    "qdc": _QDC,
    "html": _HTML,
    "txt": _TXT,
    "vtt": _VTT,
    "srt": _SRT,
    "csv": _CSV,
    "json": _JSON,
    "md": _MD,
}


def each_plant(path: str, data: bytes, form: str) -> Iterator[tuple[str, bytes]]:
    """Give a finished file with a secret planted in one place after the other, with what the place is called."""
    secret = FORMS[form]
    for place, plant in plants(path).items():
        yield place, plant(data, secret)
