"""Files that hold no sound for us: each is told apart by its bytes, with what to do about it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from transcribe_desk.audio.decode import Decoder, probe
from transcribe_desk.study.errors import RecordingError

Encode = Callable[..., bytes]


def refusal(content: bytes, name: str = "02-hospital") -> RecordingError:
    with pytest.raises(RecordingError) as caught:
        probe(io.BytesIO(content), name)
    with pytest.raises(RecordingError) as again:
        list(Decoder(io.BytesIO(content), name).blocks())
    assert (again.value.cause, again.value.remedy) == (caught.value.cause, caught.value.remedy)
    assert caught.value.thing == name
    return caught.value


@pytest.mark.parametrize(
    ("beginning", "cause", "remedy"),
    [
        (b"\x03ds2\x01\x00\x02\x00", "DS2", "Olympus.*Philips.*WAV|WAV.*Olympus.*Philips"),
        (b"\x03enc\x01\x00\x02\x00", "encrypted dictation", "password.*WAV or MP3"),
        (b"MS_VOICE\x00\x01", "Sony", "WAV or MP3.*Sony"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "7-Zip", "password"),
        (b"Rar!\x1a\x07\x01\x00", "RAR", "password"),
        (b"-----BEGIN PGP MESSAGE-----\n", "PGP", "Decrypt"),
        (b"age-encryption.org/v1\n", "age", "Decrypt"),
        (b"AES\x02\x00\x00\x1bCREATED_BY\x00", "AES Crypt", "Decrypt"),
        (b"Salted__12345678", "OpenSSL", "Decrypt"),
        (b"\x00\x00\x00\x20ftypaax ", "Audible", "of your own"),
        (b"\x00\x01\x00\x00\x57\x90\x75\x36", "Audible", "of your own"),
        (b"\x00\x00\x00\x20ftypM4P ", "Apple's copy protection", "of your own"),
    ],
)
def test_it_is_named_with_its_remedy(beginning: bytes, cause: str, remedy: str) -> None:
    error = refusal(beginning + bytes(range(256)) * 100)
    assert cause in error.cause
    assert re.search(remedy, error.remedy)


def _zip(content: bytes, *, password: bool) -> bytes:
    """Give a ZIP archive, its contents marked as encrypted where there is a password, as every packer marks them."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("interview.mp3", content)
    packed = bytearray(file.getvalue())
    packed[6] |= password
    return bytes(packed)


@pytest.mark.parametrize("password", [True, False])
def test_an_archive_under_the_name_of_a_recording_is_no_recording(password: bool, encode: Encode) -> None:
    error = refusal(_zip(encode("mp3", "libmp3lame", seconds=3), password=password), "02-hospital.mp3")
    assert "ZIP archive" in error.cause
    assert ("closed with a password" in error.cause) == password
    assert "Unpack" in error.remedy


# The marks of FairPlay (iTunes), of Common Encryption (streaming) and of Audible; the same file plays without them.
@pytest.mark.parametrize("tag", [b"drms", b"enca", b"aavd"])
def test_protected_sound_in_an_mp4_is_refused_rather_than_heard_as_noise(tag: bytes, encode: Encode) -> None:
    content = encode("ipod", "aac", seconds=3)
    assert content.count(b"mp4a") == 1
    probe(io.BytesIO(content), "tape")
    error = refusal(content.replace(b"mp4a", tag))
    assert "encrypted" in error.cause
    assert "without protection" in error.remedy or "WAV" in error.remedy


@pytest.mark.parametrize("key", ["fbb3112223bdd211b4b700a0c955fc6e", "14e68a292226174cb935dae07ee9289c"])
def test_protected_windows_media_is_refused(key: str, encode: Encode) -> None:
    content = encode("asf", "wmav2", seconds=3, bit_rate=64_000)
    probe(io.BytesIO(content), "tape")
    header = bytearray(content)
    encryption = bytes.fromhex(key) + (24).to_bytes(8, "little")
    size = int.from_bytes(content[16:24], "little")
    header[16:24] = (size + len(encryption)).to_bytes(8, "little")
    header[24:28] = (int.from_bytes(content[24:28], "little") + 1).to_bytes(4, "little")
    error = refusal(bytes(header[:30]) + encryption + content[30:])
    assert "copy protection" in error.cause
    assert "without protection" in error.remedy


def test_what_only_looks_like_them_is_read(encode: Encode) -> None:
    assert probe(io.BytesIO(encode("ipod", "aac", seconds=3)), "DS2 enc.m4a").codec == "aac"
    assert refusal(b"Fence posts, said the farmer.\n" * 100).cause.startswith("It is text")
