"""PDF files that the stories begin with: honest ones, and ones that want to do harm."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.clinic.picture_samples import told

WORDS = b"BT /A 12 Tf 20 100 Td (My left leg) Tj ET"


def helvetica() -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def blank(pages=1) -> pikepdf.Pdf:
    """A PDF that says something on each page, in a font that it calls /A."""
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(200, 200))
        pdf.pages[-1].Contents = pdf.make_stream(WORDS)
        pdf.pages[-1].Resources = Dictionary(Font=Dictionary(A=helvetica()))
    return pdf


def saved(pdf: pikepdf.Pdf, **how) -> bytes:
    file = BytesIO()
    pdf.save(file, **how)
    return file.getvalue()


def letter(pages=1) -> bytes:
    return saved(blank(pages))


def loaded() -> bytes:
    """A PDF with everything that may hurt who opens it, or tells on who sent it."""
    pdf = blank()
    page = pdf.pages[0].obj
    script = Dictionary(S=Name.JavaScript, JS="app.alert('harm')")
    pdf.Root.OpenAction = script
    pdf.Root.AA = Dictionary(WC=script)
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["harm", script])))
    pdf.attachments["harm.exe"] = b"MZ harm inside"
    with pdf.open_metadata() as metadata:
        metadata["dc:creator"] = ["harm by Joan Alder"]
    pdf.docinfo["/Author"] = "harm by Joan Alder"
    page.AA = Dictionary(O=script)
    page.PieceInfo = Dictionary(Harm=Dictionary(Private="harm"))
    page.Metadata = pdf.make_stream(b"<x>harm</x>", Type=Name.Metadata)
    link = Dictionary(S=Name.URI, URI="http://harm.example/")
    launch = Dictionary(S=Name.Launch, F="harm.exe")
    page.Annots = Array(
        [
            pdf.make_indirect(
                Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)
            )
            for action in (link, launch)
        ]
    )
    form = pdf.make_stream(
        WORDS,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 9, 9],
        Metadata=pdf.make_stream(b"harm"),
        PieceInfo=Dictionary(Harm="harm"),
        AF=Array([Dictionary(EF=Dictionary(F=pdf.make_stream(b"harm")))]),
        Resources=Dictionary(Font=Dictionary(A=helvetica())),
    )
    page.Resources.XObject = Dictionary(AA=form)
    return saved(pdf)


def filled_form() -> bytes:
    """A form with a field that somebody has filled in, and a script that checks it."""
    pdf = blank()
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T="name",
            V="Joan Alder",
            DA="/Helv 12 Tf 0 g",
            Rect=[20, 20, 180, 40],
            F=4,
            AA=Dictionary(K=Dictionary(S=Name.JavaScript, JS="harm")),
        )
    )
    pdf.pages[0].obj.Annots = Array([field])
    fonts = Dictionary(Font=Dictionary(Helv=pdf.make_indirect(helvetica())))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), DR=fonts, NeedAppearances=True)
    return saved(pdf)


def scan(jpeg: bytes | None = None, packed=False, **changes) -> bytes:
    """A PDF as a phone's scanner makes it: one photo, place and camera still in it."""
    pdf = blank()
    jpeg = told("JPEG") if jpeg is None else jpeg
    image = pdf.make_stream(
        zlib.compress(jpeg) if packed else jpeg,
        **{
            "Type": Name.XObject,
            "Subtype": Name.Image,
            "Width": 300,
            "Height": 200,
            "ColorSpace": Name.DeviceRGB,
            "BitsPerComponent": 8,
            "Filter": Array([Name.FlateDecode, Name.DCTDecode]) if packed else Name.DCTDecode,
            **changes,
        },
    )
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im0=image)
    return saved(pdf, compress_streams=False)


def swelling(megabytes: int, **more) -> bytes:
    """A small PDF with one part that becomes huge when it is unpacked."""
    pdf = blank()
    packer = zlib.compressobj(9)
    parts = [packer.compress(bytes(1024 * 1024)) for _ in range(megabytes)]
    packed = b"".join([*parts, packer.flush()])
    pdf.pages[0].Contents = pdf.make_stream(packed, Filter=Name.FlateDecode, **more)
    return saved(pdf)


def hidden_bomb(megabytes: int) -> bytes:
    """A PDF whose list of objects becomes huge: its reader unpacks that before we see anything."""
    packer = zlib.compressobj(9)
    parts = [packer.compress(bytes(1024 * 1024)) for _ in range(megabytes)]
    packed = b"".join([*parts, packer.flush()])
    head = b"%PDF-1.5\n"
    size = megabytes * 1024 * 1024 // 4
    table = (
        b"1 0 obj\n<< /Type /XRef /Size %d /W [1 2 1] /Root 1 0 R /Filter /FlateDecode "
        b"/Length %d >>\nstream\n" % (size, len(packed))
    )
    return head + table + packed + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)
