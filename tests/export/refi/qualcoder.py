"""Read a project file by the rules QualCoder imports one by (its refi.py, version 3.x), into the tables it keeps.

It cannot be installed from an index and imports through dialogues, so its rules are written down here: sources by
``plainTextPath`` below ``sources/``, read as UTF-8 with its own line ends; codes of one name only once; a coding whose
code has the GUID of a case becomes text of that case and its code goes; values by the names of variables; users by
GUID; a date on every selection.
"""

from __future__ import annotations

import io
import sqlite3
import zipfile
from xml.etree import ElementTree as ET

NAMESPACE = "{urn:QDA-XML:project:1.0}"
_TABLES = """
    CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT UNIQUE, fulltext TEXT, owner TEXT, date TEXT);
    CREATE TABLE code_cat (catid INTEGER PRIMARY KEY, name TEXT UNIQUE, supercatid INTEGER);
    CREATE TABLE code_name (cid INTEGER PRIMARY KEY, name TEXT UNIQUE, catid INTEGER, supercid INTEGER);
    CREATE TABLE code_text (cid INTEGER, fid INTEGER, seltext TEXT, pos0 INTEGER, pos1 INTEGER, owner TEXT, date TEXT,
        UNIQUE (cid, fid, pos0, pos1, owner));
    CREATE TABLE cases (caseid INTEGER PRIMARY KEY, name TEXT UNIQUE);
    CREATE TABLE case_text (caseid INTEGER, fid INTEGER, pos0 INTEGER, pos1 INTEGER);
    CREATE TABLE attribute_type (name TEXT PRIMARY KEY, caseOrFile TEXT, valuetype TEXT);
    CREATE TABLE attribute (name TEXT, attr_type TEXT, value TEXT, id INTEGER);
"""


class Import:
    """One import of a project file; ``tables`` is the database it leaves."""

    def __init__(self, content: bytes) -> None:
        self.tables = sqlite3.connect(":memory:")
        self.tables.executescript(_TABLES)
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._root = ET.fromstring(self._archive.read("project.qde"))  # noqa: S314 - our own file
        self.software = self._root.attrib["origin"].split(" ")[0]
        self._users = {each.attrib["guid"]: each.attrib["name"] for each in self._children("Users")}
        self._codes: dict[str, int] = {}
        self._sources: dict[str, int] = {}
        for code in self._children("CodeBook")[0]:
            self._add_code(code, None, None)
        self._variables = {each.attrib["guid"]: each.attrib["name"] for each in self._children("Variables")}
        for each in self._children("Variables"):
            valuetype = "numeric" if each.attrib["typeOfVariable"] in ("Integer", "Float") else "character"
            self._insert("attribute_type", each.attrib["name"], "file", valuetype)
        for source in self._children("Sources"):
            self._add_source(source)
        for case in self._children("Cases"):
            self._add_case(case)
        for group in self._children("Sets"):
            self._insert("attribute_type", group.attrib["name"], "file", "character")

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Give the rows of a query."""
        return self.tables.execute(query).fetchall()

    def _insert(self, table: str, *values: object) -> int:
        marks = ", ".join("?" for _ in values)
        return int(self.tables.execute(f"INSERT INTO {table} VALUES ({marks})", values).lastrowid or 0)  # noqa: S608

    def _children(self, name: str) -> list[ET.Element]:
        return [child for found in self._root.findall(f"{NAMESPACE}{name}") for child in found]

    def _add_code(self, code: ET.Element, category: int | None, parent: int | None) -> None:
        children = code.findall(f"{NAMESPACE}Code")
        if code.attrib["isCodable"] == "false":
            inside = self._insert("code_cat", None, code.attrib["name"], category)
            for child in children:
                self._add_code(child, inside, None)
            return
        cid = self._insert("code_name", None, code.attrib["name"], None if parent else category, parent)
        self._codes[code.attrib["guid"]] = cid
        for child in children:
            self._add_code(child, None, cid)

    def _add_source(self, source: ET.Element) -> None:
        path = source.attrib["plainTextPath"].split("internal:/")[1]
        text = self._archive.read(f"sources{path}").decode("utf-8")
        owner = self._users[source.attrib["creatingUser"]]
        fid = self._insert("source", None, source.attrib["name"], text, owner, _date(source))
        self._sources[source.attrib["guid"]] = fid
        for selection in source.findall(f"{NAMESPACE}PlainTextSelection"):
            start, end = int(selection.attrib["startPosition"]), int(selection.attrib["endPosition"])
            owner = self._users[selection.attrib["creatingUser"]]
            for coding in selection.findall(f"{NAMESPACE}Coding"):
                cid = self._codes[coding[0].attrib["targetGUID"]]
                self._insert("code_text", cid, fid, text[start:end], start, end, owner, _date(selection))
        self._add_values(source, "file", fid)

    def _add_case(self, case: ET.Element) -> None:
        caseid = self._insert("cases", None, case.attrib["name"])
        for name in self._add_values(case, "case", caseid):
            self.tables.execute("UPDATE attribute_type SET caseOrFile = 'case' WHERE name = ?", (name,))
        cid = self._codes.get(case.attrib["guid"])
        if cid is not None:
            self.tables.execute("DELETE FROM code_name WHERE cid = ?", (cid,))
            coded = self.rows(f"SELECT fid, pos0, pos1 FROM code_text WHERE cid = {cid}")  # noqa: S608
            for fid, start, end in coded:
                self._insert("case_text", caseid, fid, start, end)
            self.tables.execute("DELETE FROM code_text WHERE cid = ?", (cid,))

    def _add_values(self, holder: ET.Element, kind: str, owner: int) -> list[str]:
        names = []
        for value in holder.findall(f"{NAMESPACE}VariableValue"):
            names.append(self._variables[value[0].attrib["targetGUID"]])
            self._insert("attribute", names[-1], kind, value[1].text, owner)
        return names


def _date(element: ET.Element) -> str:
    return element.attrib["creationDateTime"].replace("T", " ").replace("Z", "")
