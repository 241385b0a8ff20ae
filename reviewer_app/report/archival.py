"""What makes the file last: it says what it is, what its colours mean, and says both in one voice (PDF/A-3A).

Clauses are of ISO 19005-3 unless another standard is named.
"""

from datetime import datetime
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import (
    XMP,
    PDFArray,
    PDFDictionary,
    PDFInfo,
    PDFName,
    PDFStream,
    PDFString,
)

from reviewer_app.report.canvas import ReportCanvas
from reviewer_app.report.colour_profile import srgb_profile
from reviewer_app.report.fonts import SUBSTITUTE

# Characters that XML cannot carry and that a person's text may still hold (XML 1.0, 2.2).
_NOT_IN_XML: Final = str.maketrans({"\ufffe": SUBSTITUTE, "\uffff": SUBSTITUTE})

# 6.6.4: the file says that it is PDF/A-3A; ISO 14289-1, 5: and PDF/UA-1. 6.6.2.3: since PDF/A does not know the words
# of PDF/UA, the file explains them.
_PACKET: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
{said}
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


class _Information(PDFInfo):
    """The document information: only entries that say something, so that the metadata can say the same."""

    def __init__(self, said: PDFInfo, moment: datetime) -> None:
        super().__init__()
        self.title, self.author, self.subject, self.creator, self.producer = (
            str(text).translate(_NOT_IN_XML)
            for text in (said.title, said.author, said.subject, said.creator, said.producer)
        )
        self.moment = moment

    def format(self, document: Any) -> bytes:
        """Write the entries that hold something, and the dates."""
        texts = {
            "Title": self.title,
            "Author": self.author,
            "Subject": self.subject,
            "Creator": self.creator,
            "Producer": self.producer,
        }
        entries = {name: PDFString(text) for name, text in texts.items() if text}
        moment = PDFString(pdf_date(self.moment))
        written: bytes = PDFDictionary(
            {**entries, "CreationDate": moment, "ModDate": moment}
        ).format(document)
        return written

    def packet(self) -> bytes:
        """The same as XMP, each entry as the word that stands for it (6.6.3 and ISO 16684-1, 8.3 and 8.4)."""
        moment = self.moment.isoformat(timespec="seconds")
        said = [
            f"<dc:title>{_alternative(self.title)}</dc:title>",
            f"<xmp:CreatorTool>{escape(self.creator)}</xmp:CreatorTool>",
            f"<pdf:Producer>{escape(self.producer)}</pdf:Producer>",
            f"<xmp:CreateDate>{moment}</xmp:CreateDate>",
            f"<xmp:ModifyDate>{moment}</xmp:ModifyDate>",
        ]
        if self.author:
            author = f"<rdf:Seq><rdf:li>{escape(self.author)}</rdf:li></rdf:Seq>"
            said.append(f"<dc:creator>{author}</dc:creator>")
        if self.subject:
            said.append(f"<dc:description>{_alternative(self.subject)}</dc:description>")
        return _PACKET.format(said="\n".join(said)).encode()


def _alternative(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'


def pdf_date(moment: datetime) -> str:
    """A moment in UTC as a PDF date (ISO 32000-1, 7.9.4)."""
    return f"D:{moment:%Y%m%d%H%M%S}+00'00'"


def make_archival(canvas: ReportCanvas, moment: datetime) -> None:
    """Write what the file says of itself, once as information and once as metadata, and what its colours mean.

    Args:
        canvas: with title, author, subject, creator and producer set.
        moment: when the content was set, in UTC.
    """
    document = canvas.document
    document.info = _Information(document.info, moment)
    packet = document.info.packet()
    catalog = document.Catalog
    catalog.Metadata = XMP(creator=lambda _document: packet)
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.OutputIntents = PDFArray([_output_intent(document)])


def _output_intent(document: Any) -> PDFDictionary:
    """6.2.3: the colour space the report was made for."""
    profile = PDFStream(dictionary=PDFDictionary({"N": 3}), content=srgb_profile())
    return PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB IEC61966-2.1"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": document.Reference(profile),
        }
    )
