"""Say from its first bytes why a file cannot be read as a recording, and what to do about it."""

from __future__ import annotations

from typing import IO

from transcribe_desk.study.errors import RecordingError

COPY_AGAIN = "Copy it again from the recorder or the phone."
CONVERT = "Save it as WAV, MP3 or M4A with the program that came with the recorder."
CHOOSE_RECORDING = "Choose the recording itself."

_HEAD = 4096
_DICTATION = (
    "Export it as WAV or MP3 from the dictation software of the recorder's maker (Olympus, OM System, Philips)."
)
_DICTATION_KEY = "Open it with its password in the Olympus, OM System or Philips software and export it as WAV or MP3."
_SONY = "Export it as WAV or MP3 with Sony's Digital Voice Editor or Sound Organizer."
_UNPACK = "Unpack it, with its password if it has one, and choose the recording in it."
_DECRYPT = "Decrypt it with the program and the key it was encrypted with, and choose the recording itself."
_BOUGHT = "Recordings of your own are not protected like this: choose the recording itself."
_PROTECTED = "Its sound is encrypted by copy protection (DRM)."
_UNPROTECTED = "Ask whoever made it for a copy without protection, as WAV, MP3 or M4A."

# At which byte, which bytes, what that is, what to do. Dictation: PhotoRec's file_ds2.c, MultimediaWiki's page on MSV.
_KINDS = (
    (1, b"ds2", "It is in the dictation format DS2 (DSS Pro), which only its maker's software reads.", _DICTATION),
    (0, b"\x03enc", "It is an encrypted dictation (DS2).", _DICTATION_KEY),
    (0, b"MS_VOICE", "It is in the voice format of older Sony recorders (MSV, DVF).", _SONY),
    (4, b"ftypaax", "It is an Audible book, encrypted by copy protection (DRM).", _BOUGHT),
    (4, b"\x57\x90\x75\x36", "It is an Audible book, encrypted by copy protection (DRM).", _BOUGHT),
    (4, b"ftypM4P ", "It is encrypted by Apple's copy protection (DRM).", _BOUGHT),
    (0, b"PK\x03\x04", "It is a ZIP archive or an office document, not sound.", _UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "It is a 7-Zip archive, not sound.", _UNPACK),
    (0, b"Rar!\x1a\x07", "It is a RAR archive, not sound.", _UNPACK),
    (0, b"-----BEGIN PGP MESSAGE", "It is an encrypted file (PGP).", _DECRYPT),
    (0, b"age-encryption.org/", "It is an encrypted file (age).", _DECRYPT),
    (0, b"AES\x02", "It is an encrypted file (AES Crypt).", _DECRYPT),
    (0, b"Salted__", "It is an encrypted file (OpenSSL).", _DECRYPT),
    (0, b"%PDF", "It is a PDF document, not sound.", CHOOSE_RECORDING),
    (0, b"\xff\xd8\xff", "It is a picture, not sound.", CHOOSE_RECORDING),
    (0, b"\x89PNG", "It is a picture, not sound.", CHOOSE_RECORDING),
)
_ZIP = b"PK\x03\x04"
_ZIP_FLAGS = 6
# What the header of a Windows Media file holds when it is protected: the GUIDs of the Content Encryption Object and of
# the Extended Content Encryption Object (Advanced Systems Format specification, 3.14 and 3.15).
_WINDOWS_MEDIA = bytes.fromhex("3026b2758e66cf11")
_WINDOWS_MEDIA_KEYS = (
    bytes.fromhex("fbb3112223bdd211b4b700a0c955fc6e"),
    bytes.fromhex("14e68a292226174cb935dae07ee9289c"),
)
# How an MP4's sample description names encrypted sound: FairPlay, Common Encryption (ISO/IEC 23001-7), Audible.
_ENCRYPTED_TAGS = frozenset({"drms", "enca", "aavd"})


def refuse_known(source: IO[bytes], name: str) -> None:
    """Raise RecordingError, naming ``name``, when the first bytes are those of something that cannot be read here."""
    head = _head(source)
    if head.startswith(_ZIP) and len(head) > _ZIP_FLAGS and head[_ZIP_FLAGS] & 1:
        raise RecordingError(name, "It is a ZIP archive closed with a password, not sound.", _UNPACK)
    for place, mark, cause, remedy in _KINDS:
        if head.startswith(mark, place):
            raise RecordingError(name, cause, remedy)
    if head.startswith(_WINDOWS_MEDIA) and any(key in head for key in _WINDOWS_MEDIA_KEYS):
        raise RecordingError(name, _PROTECTED, _UNPROTECTED)


def refuse_encrypted(tag: str, name: str) -> None:
    """Raise RecordingError, naming ``name``, when a container says by its codec ``tag`` that its sound is encrypted."""
    if tag in _ENCRYPTED_TAGS:
        raise RecordingError(name, _PROTECTED, _UNPROTECTED)


def unopened(source: IO[bytes], name: str) -> RecordingError:
    """Give the error for a file that FFmpeg cannot open, guessing why."""
    head = _head(source)
    if head[4:8] == b"ftyp":
        cause = "It is cut short: the part of the file that says where its sound lies is missing."
        return RecordingError(name, cause, COPY_AGAIN)
    if _is_text(head):
        return RecordingError(name, "It is text, not sound, whatever its name says.", CHOOSE_RECORDING)
    return RecordingError(name, "It is no kind of sound file known here, or its beginning is damaged.", COPY_AGAIN)


def no_sound(name: str) -> RecordingError:
    """Give the error for a recording that opens but of which nothing can be heard."""
    return RecordingError(
        name, "No sound can be read from it: it is damaged, protected or was never filled.", COPY_AGAIN
    )


def _head(source: IO[bytes]) -> bytes:
    source.seek(0)
    return source.read(_HEAD)


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    text = head.decode("utf-8", errors="ignore")
    # A character cut in two at the end of the head is no sign against text.
    return len(head) - len(text.encode()) < 4 and all(
        character.isprintable() or character.isspace() for character in text
    )
