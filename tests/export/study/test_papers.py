"""Papers about the study read the same as Word and as Markdown, hold nothing else, and are searched before they go."""

from __future__ import annotations

import errno
import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.dom import minidom
from xml.etree import ElementTree

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.export.manifest import Earlier
from transcribe_desk.export.package import unpack
from transcribe_desk.export.study.coreq import ITEMS, coreq_paper
from transcribe_desk.export.study.facts import DoubleCoding, InterviewFacts, ReplacedKind, StudyFacts, initials
from transcribe_desk.export.study.files import StudyPaper, check_paper, write_papers
from transcribe_desk.export.study.methods import methods_paper
from transcribe_desk.export.study.paper import Heading, Paper, Paragraph, Table, to_markdown
from transcribe_desk.export.study.participant_table import participant_table
from transcribe_desk.export.study.word import to_word
from transcribe_desk.export.word_document import word_template
from transcribe_desk.privacy.disclosure.suppression import SmallCells
from transcribe_desk.privacy.gate import Original
from transcribe_desk.privacy.mention import Category
from transcribe_desk.study.errors import DiskError, GateRefusedError, InputError

PAIRS = [("hospital", "nurse")] * 4 + [("hospital", "team lead")] + [("community", "nurse")] * 3
INTERVIEW = InterviewFacts(
    minutes=31,
    month=(2019, 5),
    mode="telephone",
    interviewers=("AB",),
    engine="faster-whisper",
    model="whisper-base",
    reviewed=True,
    second_reader="GE",
)
FACTS = StudyFacts(
    interviews=(INTERVIEW, InterviewFacts(44)),
    participants=2,
    repeated=0,
    replaced=(ReplacedKind("NAME", 3, 2),),
    kept=1,
    program=("Transcribe Desk", "1.0"),
    transcribers=(("faster-whisper", "1.2"),),
    double_coding=DoubleCoding(("AB", "CD"), 1, 2),
)
LINES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn"]), max_size=30).map(
    lambda text: " ".join(text.split())
)


def as_markdown_reads(data: bytes) -> list[str]:
    """Give every heading, paragraph and cell of our Markdown."""
    found = []
    for line in data.decode().splitlines():
        if line.startswith("| ---"):
            continue
        cells = re.split(r"(?<!\\)(?:\\\\)*\|", line)[1:-1] if line.startswith("|") else [line]
        for cell in cells:
            shown = re.sub(r"^#+ ", "", cell) if not line.startswith("|") else cell
            found.append(re.sub(r"\\(.)", r"\1", shown.strip().removeprefix("**").removesuffix("**")))
    return [text for text in found if text]


def as_word_reads(data: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(data))
    found = []
    for element in document.element.body.iterchildren():
        if element.tag.endswith("}tbl"):
            found += ["".join(text.text or "" for text in cell.iter(f"{W}t")) for cell in element.iter(f"{W}tc")]
        elif element.tag.endswith("}p"):
            found.append("".join(text.text or "" for text in element.iter(f"{W}t")))
    return [text for text in found if text]


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAPERS = [participant_table(PAIRS, 3, choice).paper() for choice in SmallCells] + [
    methods_paper(FACTS),
    coreq_paper(FACTS),
]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.title)
def test_word_and_markdown_say_the_same_and_twice_the_same(paper: Paper) -> None:
    texts = [text for text in paper.texts() if text]
    assert as_word_reads(to_word(paper)) == texts
    assert as_markdown_reads(to_markdown(paper)) == texts
    assert (to_word(paper), to_markdown(paper)) == (to_word(paper), to_markdown(paper))


@given(LINES, LINES)
def test_awkward_text_stays_what_it_is(before: str, inside: str) -> None:
    table = Table(("a", "b"), ((inside, "x"), ("y", inside)), (1, 1))
    paper = Paper("Title", (Heading("Section"), Paragraph(f"{before} end"), table))
    texts = [text.strip() for text in paper.texts() if text]
    assert as_word_reads(to_word(paper)) == [text for text in paper.texts() if text]
    if "\\" not in before + inside and "*" not in before + inside:
        assert as_markdown_reads(to_markdown(paper)) == texts


def test_a_word_file_holds_no_more_properties_than_the_template() -> None:
    made, template = unpack(to_word(PAPERS[0])), unpack(word_template())
    assert sorted(made) == sorted(template)
    assert made["docProps/app.xml"] == template["docProps/app.xml"]
    made_core, core = (
        {element.tag: element.text for element in _elements(each["docProps/core.xml"])} for each in (made, template)
    )
    told = {tag: text for tag, text in made_core.items() if core.get(tag) != text}
    assert told == {"{http://purl.org/dc/elements/1.1/}title": "Participants by organisation and role"}
    assert b"rsid" not in made["word/document.xml"]


def _elements(part: bytes) -> Iterator[ElementTree.Element]:
    return iter(ElementTree.fromstring(part))  # noqa: S314 - the test's own file


def test_an_original_in_a_role_stops_everything(tmp_path: Path) -> None:
    originals = (Original("Sarah Good", Category.PERSON), Original("Frenchay", Category.PLACE))
    for role in ("nurse (S Good)", "frenchay's lead", "Sárah GOOD"):
        paper = participant_table([("hospital", role)] * 3, 3).paper()
        with pytest.raises(GateRefusedError, match="participant-table"):
            write_papers([StudyPaper("participant-table", paper, originals)], tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("suffix", "write"), [("docx", to_word), ("md", to_markdown)])
def test_a_name_between_marks_of_markdown_is_found_in_both(suffix: str, write: Callable[[Paper], bytes]) -> None:
    paper = Paper("T", (Table(("a",), (("by _J_ Smith",),), (1,)),))
    planted = StudyPaper("t", paper, (Original("J Smith", Category.PERSON),))
    with pytest.raises(GateRefusedError, match=suffix):
        check_paper(f"t.{suffix}", write(paper), planted, write(Paper("", ())))


def test_what_the_program_words_itself_is_public(tmp_path: Path) -> None:
    originals = tuple(Original(text, Category.PERSON) for text in ("May", "Program", "Total", "Word"))
    papers = [
        StudyPaper("methods", methods_paper(FACTS), originals),
        StudyPaper("coreq", coreq_paper(FACTS), originals),
    ]
    assert len(write_papers(papers, tmp_path).written) == 4
    with pytest.raises(GateRefusedError):
        write_papers([StudyPaper("methods", methods_paper(FACTS), (Original("GE", Category.PERSON),))], tmp_path / "no")


def test_what_an_earlier_export_wrote_stays_in_the_manifest(tmp_path: Path) -> None:
    write_papers([StudyPaper("methods", methods_paper(FACTS))], tmp_path)
    write_papers([StudyPaper("coreq", coreq_paper(FACTS))], tmp_path)
    names = ["coreq.docx", "coreq.md", "methods.docx", "methods.md"]
    assert sorted(Earlier.read(tmp_path).files) == [f"study/{name}" for name in names]
    (tmp_path / "study" / "coreq.md").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="changed after its export"):
        write_papers([StudyPaper("coreq", coreq_paper(FACTS))], tmp_path)
    assert (tmp_path / "study" / "coreq.md").read_text(encoding="utf-8") == "mine"


def test_a_dry_run_tries_whether_the_folder_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    papers = [StudyPaper("methods", methods_paper(FACTS))]
    assert len(write_papers(papers, tmp_path / "out", dry_run=True).written) == 2
    assert not (tmp_path / "out").exists()

    def refused(**_: object) -> str:
        raise PermissionError(errno.EACCES, "refused")

    monkeypatch.setattr(tempfile, "mkdtemp", refused)
    with pytest.raises(DiskError, match="You may not write here"):
        write_papers(papers, tmp_path / "out", dry_run=True)
    assert not (tmp_path / "out").exists()


def test_methods_say_only_what_is_known() -> None:
    text = next(PAPERS[3].texts())
    paragraph = list(PAPERS[3].texts())[1]
    assert text == "Methods summary"
    assert "We analysed two interviews with two participants. They were held in May 2019." in paragraph
    assert "lasted from 31 to 44 minutes (median 37.5)" in paragraph
    assert "The interviewer was AB." in paragraph
    assert "one was left as said" in paragraph
    assert "names of people (3). They stood for two different identifiers" in paragraph
    assert "1 of 2 interviews is not transcribed yet." in list(PAPERS[3].texts())
    bare = methods_paper(StudyFacts((InterviewFacts(5),), 1, 0, (), 0, ("Transcribe Desk", "1.0")))
    told = list(bare.texts())[1]
    assert told == (
        "We analysed one interview with one participant. It lasted 5 minutes."
        " No participant was interviewed more than once. It was recorded as sound."
    )


def test_coreq_has_its_32_items_and_says_who_writes_them() -> None:
    assert [number for _, items in ITEMS for number, _, _ in items] == list(range(1, 33))
    rows = {row[0]: row for block in coreq_paper(FACTS).blocks if isinstance(block, Table) for row in block.rows}
    assert rows["12"][2:] == ("answered", "We analysed two interviews with two participants.")
    assert rows["1"][2:] == ("in part", "The interviewer was AB. Say which authors these initials are.")
    assert rows["24"][2] == "answered"
    assert rows["2"][2:] == ("authors", "")


@pytest.mark.parametrize(
    ("name", "short"), [("Anna Brown", "AB"), ("A.B.", "AB"), ("GE", "GE"), ("anna", "A"), ("", "")]
)
def test_people_are_told_by_their_initials(name: str, short: str) -> None:
    assert initials(name) == short


GOLDEN = Path(__file__).parents[2] / "golden"
GOLDEN_PAPERS = {
    "study.participant-table": PAPERS[0],
    "study.participant-table.masked": PAPERS[1],
    "study.participant-table.pooled": PAPERS[2],
    "study.methods": PAPERS[3],
    "study.coreq": PAPERS[4],
}


@pytest.mark.parametrize("name", GOLDEN_PAPERS)
def test_a_paper_is_the_golden_one(name: str, tmp_path: Path) -> None:
    paper = GOLDEN_PAPERS[name]
    body = minidom.parseString(unpack(to_word(paper))["word/document.xml"])  # noqa: S318 - our own file
    made = {f"{name}.md": to_markdown(paper), f"{name}.docx.xml": body.toprettyxml(indent=" ", encoding="UTF-8")}
    for file, content in made.items():
        (tmp_path / file).write_bytes(content)
        assert content == (GOLDEN / file).read_bytes(), f"look at {tmp_path / file}, then keep it as golden"


def test_libreoffice_keeps_every_line_of_every_paper(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    for number, paper in enumerate(PAPERS):
        (tmp_path / f"{number}.docx").write_bytes(to_word(paper))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, tmp_path.glob("*.docx"))], check=True, capture_output=True, timeout=120)
    for number, paper in enumerate(PAPERS):
        lines = [line.strip() for line in (tmp_path / f"{number}.txt").read_text(encoding="utf-8-sig").splitlines()]
        assert [text for text in paper.texts() if text] == [line for line in lines if line]
