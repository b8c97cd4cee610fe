"""Write what an archive wants beside the transcripts: a list of the data and a file that says how to read them."""

from __future__ import annotations

from collections.abc import Iterator

from transcribe_desk.export.layout import notices
from transcribe_desk.export.sheets import sheet_file
from transcribe_desk.export.writers import Batch, BatchFile

_README = """\
Interview transcripts
=====================

Each interview is a Word document named by its study ID: a number and the type
of organisation. Nobody's name is in a file or in its name.

{notices}

How to read them
----------------

Each transcript begins with what is known of the interview; then come the
turns. A turn begins with who speaks: “Interviewer”, or the study ID of the
participant, with -P1, -P2 and so on where several took part. Round brackets
hold remarks of the transcriber, such as (laughs) or (inaudible 00:12:03).

Files
-----

{files}
data_list.xlsx

The list has a line for each transcript. Its columns:

{columns}
"""


class DataListWriter:
    """Write the list of the data in the way of the UK Data Service: one line for each transcript."""

    def files(self, batch: Batch) -> Iterator[BatchFile]:
        """Give ``data_list.xlsx``."""
        names = batch.attribute_names()
        rows = [["Interview ID", *names, "File name"]]
        for released in batch.interviews:
            attributes = batch.attributes(released)
            transcript = released.transcript
            values = [attributes.get(name, "") for name in names]
            rows.append([transcript.study_id, *values, f"{transcript.study_id}.docx"])
        yield sheet_file("data_list.xlsx", rows)


class ReadmeWriter:
    """Write the plain text that is read first."""

    def files(self, batch: Batch) -> Iterator[BatchFile]:
        """Give ``README.txt``."""
        yield BatchFile("README.txt", _readme(batch).encode(), _readme(Batch((), batch.options)).encode())


def _readme(batch: Batch) -> str:
    told = dict.fromkeys(notice for released in batch.interviews for notice in notices(released))
    columns = ["Interview ID", *batch.attribute_names(), "File name"]
    return _README.format(
        notices="\n".join(told),
        files="\n".join(f"{released.transcript.study_id}.docx" for released in batch.interviews),
        columns="\n".join(columns),
    )
