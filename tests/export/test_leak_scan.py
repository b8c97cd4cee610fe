"""Plant secrets in finished files, wherever a file can hold one, and see that the scan finds each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcribe_desk.export.layout import ExportOptions
from transcribe_desk.export.leak_scan import FinishedFile, LeakScan, Search, Sought
from transcribe_desk.export.package import pack, unpack
from transcribe_desk.export.passages import passages
from transcribe_desk.export.plain_text import PlainTextWriter
from transcribe_desk.export.word_document import WordWriter
from transcribe_desk.privacy.gate import Original, ReleasedTranscript
from transcribe_desk.privacy.mention import Category
from transcribe_desk.privacy.naming.names import occurrences
from transcribe_desk.study.errors import GateRefusedError

PATH = "docx/02-hospital.docx"
WORD = WordWriter()
SPOKEN = b"she starts at eight"


@pytest.fixture(scope="module")
def parts(interview: ReleasedTranscript) -> dict[str, bytes]:
    return unpack(WORD.write(interview, ExportOptions()))


def _body(*, instead: str) -> Callable[[dict[str, bytes]], None]:
    return _change("word/document.xml", SPOKEN, instead.encode())


def _change(name: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def plant(parts: dict[str, bytes]) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)

    return plant


def _add(name: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    def plant(parts: dict[str, bytes]) -> None:
        parts[name] = content

    return plant


PLANTED = {
    "as it is": _body(instead="Sarah Patel starts"),
    "the first name": _body(instead="Sarah starts"),
    "lower case": _body(instead="sarah patel starts"),
    "upper case": _body(instead="PATEL starts"),
    "possessive": _body(instead="Patel’s ward"),
    "hyphenated": _body(instead="Patel-led ward"),
    "initial and surname": _body(instead="S. Patel starts"),
    "accents": _body(instead="Sárah starts"),
    "combining accent": _body(instead="Sa\u0301rah starts"),
    "compatibility letters": _body(instead="Ｓａｒａｈ starts"),
    "invisible character": _body(instead="Sa\u200brah starts"),
    "spelt out": _body(instead="S A R A H starts"),
    "split over two lines": _body(instead="Sarah</w:t><w:br/><w:t>Patel starts"),
    "split over two runs": _body(instead="Sa</w:t></w:r><w:r><w:t>rah starts"),
    "split over runs and a comment": _body(instead="Sa<!-- -->rah starts"),
    "glued to a word of another run": _body(instead="x</w:t></w:r><w:r><w:t>Sarah</w:t></w:r><w:r><w:t>x starts"),
    "character reference": _body(instead="&#83;arah starts"),
    "CDATA": _body(instead="<![CDATA[Sarah]]> starts"),
    "XML comment": _body(instead="<!-- Sarah -->starts"),
    "processing instruction": _body(instead="<?note Sarah?>starts"),
    "attribute": _change("word/document.xml", b"<w:pgSz ", b'<w:pgSz w:code="Sarah" '),
    "element name": _body(instead="</w:t><Sarah/><w:t>"),
    "hidden run": _body(instead="x</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Sarah</w:t></w:r><w:r><w:t>x"),
    "deleted text": _body(instead="x</w:t></w:r><w:del><w:r><w:delText>Sarah</w:delText></w:r></w:del><w:r><w:t>x"),
    "running head": _change("word/header1.xml", b"02-hospital", b"Sarah"),
    "author": _change("docProps/core.xml", b"<dc:language>", b"<dc:creator>Sarah Patel</dc:creator><dc:language>"),
    "application": _change("docProps/app.xml", b"Transcribe Desk", b"Frenchay"),
    "style name": _change("word/styles.xml", b"TD Speaker", b"Patel Speaker"),
    "link": _change("word/_rels/document.xml.rels", b"styles.xml", b"file:///home/sarah/styles.xml"),
    "comments part": _add("word/comments.xml", b"<c><p><t>ask Sar</t><t>ah</t></p></c>"),
    "part name": _add("word/media/Sarah.xml", b"<x/>"),
    "UTF-8 bytes": _add("word/media/a.bin", b"\xff\xfe\x00\x01Sarah\xff"),
    "UTF-16 bytes": _add("word/media/a.bin", b"\xff\x00\x01" + "Sarah".encode("utf-16-le") + b"\xff\xff"),
    "UTF-16 big end first": _add("word/media/a.bin", b"\xff\xff\x00" + "Frenchay".encode("utf-16-be") + b"\x00"),
    "UTF-16 XML": _add("word/comments.xml", '<?xml version="1.0" encoding="UTF-16"?><p>Sarah</p>'.encode("utf-16")),
    "plain text part": _add("word/media/a.txt", b"about Sarah\n"),
    "package in the package": _add("word/embeddings/a.docx", pack({"a.xml": b"<p>Sa&#114;ah</p>"})),
    "broken XML": _add("word/comments.xml", b"<p>Sarah"),
}


@pytest.mark.parametrize("plant", PLANTED.values(), ids=PLANTED)
def test_a_secret_is_found_wherever_it_is_planted(
    plant: Callable[[dict[str, bytes]], None], parts: dict[str, bytes], interview: ReleasedTranscript
) -> None:
    planted = dict(parts)
    plant(planted)
    hits = LeakScan(interview).scan(PATH, pack(planted), WORD.boilerplate)
    assert any(hit.original for hit in hits)


def test_a_clean_file_passes(parts: dict[str, bytes], interview: ReleasedTranscript) -> None:
    scan = LeakScan(interview)
    assert scan.scan(PATH, pack(parts), WORD.boilerplate) == ()
    assert scan.scan("text/02-hospital.txt", PlainTextWriter().write(interview, ExportOptions())) == ()


def test_a_hit_says_where_and_never_what(parts: dict[str, bytes], interview: ReleasedTranscript) -> None:
    planted = dict(parts)
    PLANTED["the first name"](planted)
    scan = LeakScan(interview)
    (hit,) = scan.scan(PATH, pack(planted), WORD.boilerplate)
    assert interview.originals[hit.original - 1].text == "Sarah"
    assert list(parts)[hit.part - 1] == "word/document.xml"
    assert hit.paragraph == 9
    with pytest.raises(GateRefusedError) as error:
        scan.check(PATH, pack(planted), WORD.boilerplate)
    assert "part 3, paragraph 9" in str(error.value)
    assert not occurrences(str(error.value), "Sarah")


@pytest.mark.parametrize("text", ["Sarah", "sarah’s", "Sar\u00e1h", "SARAH PATEL"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
def test_a_secret_in_a_text_file_is_found_in_any_encoding(
    text: str, encoding: str, interview: ReleasedTranscript
) -> None:
    if encoding == "latin-1":
        text = text.replace("’", "'")
    data = f"02-hospital: So {text} said yes.\n".encode(encoding)
    assert LeakScan(interview).scan("text/02-hospital.txt", data)


@pytest.mark.parametrize("before", [b"\xff\x00", b"\xff\x00\xff"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_secret_beyond_latin_1_is_found_in_bytes_of_no_known_kind(
    before: bytes, encoding: str, release_transcript: Callable[..., ReleasedTranscript]
) -> None:
    scan = LeakScan(release_transcript([("P", "Yes.")], people=("Łukasz Đorđević",)))
    assert scan.scan("audio/02-hospital.flac", before + " Đorđević ".encode(encoding) + b"\xff\xff")


@pytest.mark.parametrize("path", ["docx/sarah-patel.docx", "docx/02_Frenchay.docx", "Sarah/02-hospital.docx"])
def test_a_secret_in_a_file_name_is_found(path: str, interview: ReleasedTranscript) -> None:
    (hit, *_) = LeakScan(interview).scan(path, b"nothing")
    assert (hit.part, str(hit).startswith("the name of")) == (0, True)


def test_nothing_hides_in_the_zip_file_around_the_parts(parts: dict[str, bytes], interview: ReleasedTranscript) -> None:
    commented = io.BytesIO(pack(parts))
    with zipfile.ZipFile(commented, "a") as archive:
        archive.comment = b"Sarah"
    dated = io.BytesIO()
    with zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    for data in (commented.getvalue(), dated.getvalue(), pack(parts) + b"Sarah", pack(parts)[:-30]):
        assert LeakScan(interview).scan(PATH, data, WORD.boilerplate)


def test_a_document_type_is_refused(parts: dict[str, bytes], interview: ReleasedTranscript) -> None:
    bomb = b'<!DOCTYPE p [<!ENTITY a "Sar"><!ENTITY b "ah">]><p>&a;&b;</p>'
    hits = LeakScan(interview).scan(PATH, pack({**parts, "word/comments.xml": bomb}), WORD.boilerplate)
    assert [hit.problem for hit in hits] == ["it declares a document type"]


def test_names_that_are_words_of_the_file_format_do_not_block(
    release_transcript: Callable[..., ReleasedTranscript],
) -> None:
    people = ("Val Page", "Jo Title", "Main Style", "Lang Footer", "Calibri Normal")
    released = release_transcript([("P", "It went well.")], people=people)
    assert LeakScan(released).scan(PATH, WORD.write(released, ExportOptions()), WORD.boilerplate) == ()


def test_initials_are_found_where_the_surname_alone_says_nothing(
    release_transcript: Callable[..., ReleasedTranscript],
) -> None:
    released = release_transcript([("P", "It was a good day.")], people=("Sarah Jane Good",))
    scan = LeakScan(released)
    for text in ("S. Good", "S.J. Good", "SJ Good", "s good"):
        assert scan.scan("text/02-hospital.txt", text.encode()), text
    assert scan.scan("text/02-hospital.txt", b"It was as good as gold.") == ()


def test_what_a_person_kept_passes_that_often_and_only_in_the_text(
    release_transcript: Callable[..., ReleasedTranscript],
) -> None:
    released = release_transcript([("P", "I live near Frenchay."), ("P", "Nice.")], keep=("Frenchay",))
    content = WORD.write(released, ExportOptions())
    scan = LeakScan(released)
    assert scan.scan(PATH, content, WORD.boilerplate) == ()
    once_more = dict(unpack(content))
    _change("word/document.xml", b"Nice.", b"Near Frenchay.")(once_more)
    assert {hit.paragraph for hit in scan.scan(PATH, pack(once_more), WORD.boilerplate)} == {8, 9}
    moved = dict(unpack(content))
    _change("word/document.xml", b"near Frenchay.", b"near.")(moved)
    PLANTED["application"](moved)
    assert scan.scan(PATH, pack(moved), WORD.boilerplate)


def test_a_secret_with_a_colon_is_found_and_is_no_time_of_the_recording() -> None:
    address, time = Original("https://roe.example/x", Category.CONTACT), Original("10:45", Category.DATE)
    search = Search(Sought((address, time)))

    def found(text: str) -> list[int]:
        return [hit.original for hit in search.file(FinishedFile("text/02-hospital.txt", text.encode()))]

    assert found("02-hospital: See https://roe.example/x there.") == [1]
    assert found("02-hospital: It was 10:45 by then.") == [2]
    assert found("[00:10:45] 02-hospital: Yes.") == []


@settings(max_examples=60)
@given(data=st.data())
def test_the_scan_finds_a_name_in_a_text_exactly_where_the_matcher_does(
    data: st.DataObject, interview: ReleasedTranscript
) -> None:
    alphabet = st.sampled_from("SarahptelFncy SáÅ'’-.\u0301é ")
    text = data.draw(st.text(alphabet, max_size=30) | st.sampled_from(["Sarah", "Frenchay's", "S. Patel"]))
    line = "".join(each for each in f"02-hospital: {text}" if each.isprintable())
    hits = LeakScan(interview).scan("text/02-hospital.txt", line.encode())
    assert bool(hits) == any(occurrences(line, original.text) for original in interview.originals)


@given(st.binary(max_size=300))
def test_any_bytes_can_be_scanned(data: bytes) -> None:
    list(passages(data))
    list(passages(pack({"word/document.xml": data})))
    list(passages(b"PK\x03\x04" + data))


def test_500_names_are_searched_for_in_13000_words_and_none_is_found(
    release_transcript: Callable[..., ReleasedTranscript],
) -> None:
    syllables = ["ka", "lo", "mi", "ru", "ten", "vos", "dal", "pri"]
    people = [f"{a}{b}{c} {c}{a}{b}son".title() for a in syllables for b in syllables for c in syllables][:170]
    sentence = "We talk to patients about their breathing and it takes a while before they trust us, "
    released = release_transcript([("IP"[n % 2], f"{sentence * 2}{n} times.") for n in range(400)], people=people)
    assert len(released.originals) >= 500
    files = {writer.suffix: writer.write(released, ExportOptions()) for writer in (WORD, PlainTextWriter())}
    scan = LeakScan(released)
    for suffix, content in files.items():
        assert scan.scan(f"x/02-hospital{suffix}", content, WORD.boilerplate) == ()
