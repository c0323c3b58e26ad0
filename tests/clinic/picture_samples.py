"""Picture files that the stories begin with: honest ones, and ones that want to do harm."""

from __future__ import annotations

import base64
import struct
import textwrap
import zlib
from io import BytesIO
from zipfile import ZipFile

from PIL import Image, ImageCms, ImageDraw

# Red on top, blue below, taken with the phone held askew: it is stored lying on its side, with a
# box that turns it, an EXIF orientation that would turn it once more, and the place in GPS.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAYptZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAA"
    "AAAAAAAAAAAAAA5waXRtAAAAAAABAAAANGlsb2MAAAAAREAAAgABAAAAAAGuAAEAAAAAAAAASQACAAAAAAH3AAEA"
    "AAAAAAAAqgAAADhpaW5mAAAAAAACAAAAFWluZmUCAAAAAAEAAGh2YzEAAAAAFWluZmUCAAABAAIAAEV4aWYAAAAA"
    "yWlwcnAAAACqaXBjbwAAAHVodmNDAQNwAAAAAAAAAAAAHvAA/P34+AAADwMgAAEAGEABDAH//wNwAAADAJAAAAMA"
    "AAMAHroCQCEAAQAoQgEBA3AAAAMAkAAAAwAAAwAeoDyBRZbqSSmubAgAAAMACAAAAwAIQCIAAQAHRAHBcrAiQAAA"
    "ABRpc3BlAAAAAAAAAHgAAABQAAAAEHBpeGkAAAAAAwgICAAAAAlpcm90AwAAABdpcG1hAAAAAAAAAAEAAQSBAoOE"
    "AAAAGmlyZWYAAAAAAAAADmNkc2MAAgABAAEAAAD7bWRhdAAAAEUoAa9YcNSDFTJL//5zu//yo9IfYlenKixwgl+j"
    "u/PM2bj2Rwu4CwOIt+NHt8l2efV7JJcfE00aEPXwwAAAAwAA5SIkEFAAAAAATU0AKgAAAAgAAwEPAAIAAAANAAAA"
    "MgESAAMAAAABAAYAAIglAAQAAAABAAAAQAAAAABDbGluaWMgcGhvbmUAAAAEAAEAAgAAAAJOAAAAAAIABQAAAAMA"
    "AAB2AAMAAgAAAAJXAAAAAAQABQAAAAMAAACOAAAAAAAAACwAAAABAAAAOgAAAAEAAAAAAAAAAQAAAF0AAAABAAAA"
    "DwAAAAEAAAAAAAAAAQ=="
)
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><!-- http://ns.adobe.com/xap/1.0/ at home --></x:xmpmeta>'
)
MARKUP = b"<script>alert(1)</script>"


def halves(width=300, height=200, mode="RGB") -> Image.Image:
    """A picture that is red on its left and blue on its right."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (width // 2, 0, width, height))
    return image.convert(mode)


def quarters(width=300, height=200) -> Image.Image:
    """A picture in four colours: red and green above, blue and white below."""
    image = Image.new("RGB", (width, height), "red")
    for colour, at in {"green": (1, 0), "blue": (0, 1), "white": (1, 1)}.items():
        left, top = at[0] * width // 2, at[1] * height // 2
        image.paste(colour, (left, top, left + width // 2, top + height // 2))
    return image


def photo(width=300, height=200) -> Image.Image:
    """A picture with as many colours as a photograph."""
    slope = Image.linear_gradient("L")
    bands = (Image.radial_gradient("L"), slope, slope.transpose(Image.Transpose.ROTATE_90))
    return Image.merge("RGB", [band.resize((width, height)) for band in bands])


def dotted(at: tuple[int, int], width: int, height: int) -> Image.Image:
    """A white picture with one red dot."""
    image = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(image).circle(at, 12, fill="red")
    return image


def saved(image: Image.Image, form: str, **how) -> bytes:
    file = BytesIO()
    image.save(file, form, **how)
    return file.getvalue()


def told(form: str, image: Image.Image | None = None, orientation=1) -> bytes:
    """A file with all that a phone and its software write into one, the place in GPS included."""
    exif = Image.Exif()
    exif[0x010F] = "Clinic phone"
    exif[0x0112] = orientation
    exif[0x8825] = {1: "N", 2: (44.0, 58.0, 0.0), 3: "W", 4: (93.0, 15.0, 0.0)}
    comment = {"comment": b"taken at home"} if form == "JPEG" else {}
    return saved(
        image or photo(), form, exif=exif, xmp=XMP, icc_profile=profile(), quality=95, **comment
    )


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def swapping_profile() -> bytes:
    """A colour profile in which red and blue have changed places."""
    whole = bytearray(profile())
    red, blue = whole.index(b"rXYZ"), whole.index(b"bXYZ")
    whole[red : red + 4], whole[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(whole)


def moving(form: str) -> bytes:
    """A file whose first frame has a red half and whose others are green."""
    others = [Image.new("RGB", (300, 200), "green")] * 3
    return saved(halves(), form, save_all=True, append_images=others)


def png(width: int, height: int, *extra: bytes, rows: bytes | None = None) -> bytes:
    """A grey PNG of that size, with further chunks before its pixels."""
    if rows is None:
        rows = bytes((width + 1) * height)
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
            *extra,
            chunk(b"IDAT", zlib.compress(rows, 9)),
            chunk(b"IEND", b""),
        ]
    )


def chunk(name: bytes, data: bytes) -> bytes:
    check = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)


def box(name: bytes, data: bytes) -> bytes:
    """A box as HEIC, AVIF and films have them."""
    return struct.pack(">I", 8 + len(data)) + name + data


def archive() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as inside:
        inside.writestr("words.txt", "Nothing to see")
    return file.getvalue()


def with_segment(jpeg: bytes, marker: int, data: bytes) -> bytes:
    """Put a segment right behind the start of a JPEG."""
    return jpeg[:2] + struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data + jpeg[2:]


def svg() -> bytes:
    return textwrap.dedent("""\
        <?xml version="1.0"?>
        <svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">
        <script>alert(1)</script></svg>
        """).encode()
