"""What other programs put on the clipboard, and how to paste it."""

from __future__ import annotations

from playwright.sync_api import Locator

PASTE = """
(text, [html, plain]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", plain);
  text.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}
"""


def paste(text: Locator, html: str, plain: str = "Only the plain words.") -> None:
    text.evaluate(PASTE, [html, plain])


def word_item(marker: str, level: int, words: str, place: str = "Middle", number: int = 0) -> str:
    """Return an item of a list as Word writes it: a paragraph that looks like one."""
    return f"""
<p class=MsoListParagraphCxSp{place} style='margin-left:{level * 0.5}in;mso-add-space:
auto;text-indent:-.25in;mso-list:l{number} level{level} lfo{number + 1}'><![if !supportLists]><span
style='font-family:Symbol;mso-fareast-font-family:Symbol;mso-bidi-font-family:
Symbol'><span style='mso-list:Ignore'>{marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>{words}<o:p></o:p></p>"""


WORD = f"""<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Word 15">
<link rel=File-List href="file:///C:/Users/edith/AppData/Local/Temp/msohtmlclip1/01/clip_filelist.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style>
<!--
 /* Style Definitions */
 p.MsoNormal {{margin:0in;font-size:11.0pt;font-family:"Calibri",sans-serif;color:red}}
 @list l0:level1 {{mso-level-number-format:bullet;mso-level-text:\\F0B7}}
-->
</style>
<!--[if gte mso 10]><style>table.MsoNormalTable {{mso-style-name:"Table Normal"}}</style><![endif]-->
</head>
<body lang=EN-US link="#0563C1" vlink="#954F72" style='tab-interval:.5in'>
<!--StartFragment-->
<h1><a name="_Toc152"></a>Swollen legs in the heat<o:p></o:p></h1>
<p class=MsoNormal><span style='font-size:12.0pt;color:#C00000'>Warm days <b style='mso-bidi-font-weight:
normal'>widen</b> the <i>veins</i>, and <a href="https://example.org/heat?a=1&amp;b=2"><span
style='color:#0563C1'>water stays</span></a> in the legs.<span style='mso-spacerun:yes'>  </span>H<sub>2</sub>O<o:p></o:p></span></p>
<h2>What helps<o:p></o:p></h2>
{word_item("·", 1, "Raise your legs", "First")}
{word_item("o", 2, "on a chair")}
{word_item("o", 2, "in <b>bed</b>")}
{word_item("·", 1, "Walk", "Last")}
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
{word_item("1.", 1, "Wash the stockings", "First", 1)}
{word_item("a)", 2, "by hand", "Middle", 1)}
{word_item("2.", 1, "Dry them", "Last", 1)}
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;
 border:none;mso-border-alt:solid windowtext .5pt'>
 <thead>
 <tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'>
  <td width=312 valign=top style='width:233.75pt;border:solid windowtext 1.0pt'>
  <p class=MsoNormal>Choice<o:p></o:p></p></td>
  <td width=312 valign=top style='width:233.75pt'><p class=MsoNormal>When<o:p></o:p></p></td>
 </tr>
 </thead>
 <tr style='mso-yfti-irow:1'>
  <td width=624 colspan=2 valign=top><p class=MsoNormal>Stockings<o:p></o:p></p></td>
 </tr>
</table>
<p class=MsoNormal><!--[if gte vml 1]><v:shape id="Picture_x0020_1" style='width:100pt'/><![endif]-->
<![if !vml]><img width=133 height=100 src="file:///C:/Users/edith/clip_image001.png" v:shapes="Picture_x0020_1"><![endif]>
Drink <a style='mso-comment-reference:MT_1;mso-comment-date:20260301T1000'>water</a><span
class=MsoCommentReference><span style='font-size:8.0pt'><![if !supportAnnotations]><a
class=msocomanchor id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[MT1]</a><![endif]></span></span>
<del cite="mailto:maya">or wine</del><ins cite="mailto:maya">daily</ins>.<o:p></o:p></p>
<!--EndFragment-->
<div style='mso-element:comment-list'><![if !supportAnnotations]><hr class=msocomoff><![endif]>
<div style='mso-element:comment'><div id="_com_1" class=msocomtxt><p class=MsoCommentText>Are you sure?</p></div></div></div>
</body></html>"""

WORD_STORED = """<h2 id="swollen-legs-in-the-heat">Swollen legs in the heat</h2>
<p>Warm days <strong>widen</strong> the <em>veins</em>, and \
<a href="https://example.org/heat?a=1&amp;b=2">water stays</a> in the legs. H<sub>2</sub>O</p>
<h3>What helps</h3>
<ul>
<li>Raise your legs
<ul>
<li>on a chair</li>
<li>in <strong>bed</strong></li>
</ul>
</li>
<li>Walk</li>
</ul>
<ol>
<li>Wash the stockings
<ol>
<li>by hand</li>
</ol>
</li>
<li>Dry them</li>
</ol>
<table>
<thead>
<tr>
<th scope="col">Choice</th>
<th scope="col">When</th>
</tr>
</thead>
<tbody>
<tr>
<td colspan="2">Stockings</td>
</tr>
</tbody>
</table>
<p>Drink water daily.</p>""".replace("\n", "")

LOOK = (
    "font-size:11pt;font-family:Arial,sans-serif;color:#000000;background-color:transparent;"
    "font-weight:{weight};font-style:{style};text-decoration:none;vertical-align:{align};"
    "white-space:pre-wrap;"
)


def google(words: str, *, weight: int = 400, style: str = "normal", align: str = "baseline") -> str:
    return f'<span style="{LOOK.format(weight=weight, style=style, align=align)}">{words}</span>'


def google_item(words: str, level: int) -> str:
    return (
        f'<li dir="ltr" style="list-style-type:disc;font-size:11pt;font-weight:400" '
        f'aria-level="{level}"><p dir="ltr" style="line-height:1.38;margin-top:0pt" '
        f'role="presentation">{google(words)}</p></li>'
    )


LIST = 'style="margin-top:0;margin-bottom:0;padding-inline-start:48px;"'
CELL = 'style="border-left:solid #000000 1pt;vertical-align:top;padding:5pt;overflow:hidden;"'
GOOGLE = f"""<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;"
id="docs-internal-guid-5d1f8a0e-7fff"><h2 dir="ltr" style="line-height:1.38;margin-top:18pt;">{google("Flying", weight=700)}</h2><p
dir="ltr" style="line-height:1.38;">{google("Walk ")}{google("every hour", weight=700)}{google(" and ")}{google("drink", style="italic")}<a
href="https://www.google.com/url?q=https://example.org/fly&amp;sa=D" style="text-decoration:none;">{google("enough")}</a>{google("m")}{google("2", align="super")}</p><br /><ul
{LIST}>{google_item("Before", 1)}<ul {LIST}>{google_item("stockings", 2)}</ul>{google_item("After", 1)}</ul><br /><h3
dir="ltr">{google("Who should ask")}</h3><div dir="ltr" style="margin-left:0pt;" align="left"><table
style="border:none;border-collapse:collapse;"><colgroup><col width="200" /><col width="200" /></colgroup><tbody><tr
style="height:0pt"><td {CELL}><p dir="ltr">{google("Long flight")}</p></td><td {CELL}><p dir="ltr">{google("Ask")}</p></td></tr></tbody></table></div><p
dir="ltr">{google('<span style="border:none;display:inline-block"><img src="https://lh7-rt.googleusercontent.com/docsz/AD_4nX" width="200" height="100" /></span>')}</p></b><br
class="Apple-interchange-newline">"""

GOOGLE_STORED = """<h2 id="flying">Flying</h2>
<p>Walk <strong>every hour</strong> and <em>drink</em>\
<a href="https://example.org/fly">enough</a>m<sup>2</sup></p>
<ul>
<li>Before
<ul>
<li>stockings</li>
</ul>
</li>
<li>After</li>
</ul>
<h3>Who should ask</h3>
<table>
<tbody>
<tr>
<td>Long flight</td>
<td>Ask</td>
</tr>
</tbody>
</table>""".replace("\n", "")


def web_item(words: str, level: int, tag: str = "ul") -> str:
    """Return an item of a list as Word on the web writes it: a list of its own."""
    return (
        f'<div class="ListContainerWrapper SCXW1 BCX8"><{tag} class="BulletListStyle1" role="list" '
        f'style="margin:0px"><li aria-setsize="-1" data-leveltext="x" data-aria-level="{level}" '
        f'role="listitem" class="OutlineElement"><p class="Paragraph"><span class="TextRun" '
        f'style="font-size:11pt;font-weight:bold"><span class="NormalTextRun">{words}</span></span>'
        f'<span class="EOP" data-ccp-props="{{}}">&nbsp;</span></p></li></{tag}></div>'
    )


WORD_ON_THE_WEB = f"""<html><body><!--StartFragment--><div class="OutlineElement Ltr"><p
class="Paragraph" role="heading" aria-level="1" style="color:#2F5496"><span class="TextRun"><span
class="NormalTextRun">Ulcers</span></span><span class="EOP">&nbsp;</span></p></div>{web_item("Clean", 1)}{web_item("gently", 2)}{web_item("Cover", 1)}{web_item("Call", 1, "ol")}<!--EndFragment--></body></html>"""

WORD_ON_THE_WEB_STORED = (
    '<h2 id="ulcers">Ulcers</h2>'
    "<ul><li><strong>Clean</strong><ul><li><strong>gently</strong></li></ul></li>"
    "<li><strong>Cover</strong></li></ul><ol><li><strong>Call</strong></li></ol>"
)

HOSTILE = """<script>document.title = "taken"</script><p onclick="go()" style="color:red">Words
<a href="javascript:alert(1)">one</a> <a href="file:///c:/x">two</a> <a href="//example.org">three</a>
<a href="https://example.org/">four</a></p><iframe src="https://example.org/"></iframe>
<img src="data:image/png;base64,iVBORw0KGgo=" onerror="go()"><img src="https://example.org/a.png">
<svg onload="go()"></svg><style>p { color: red }</style><div style='x'><table><tr><td
style="color:red">A<table><tr><td>B</td></tr></table></td></tr></table></div>"""

HOSTILE_STORED = (
    '<p>Words one two three <a href="https://example.org/">four</a></p>'
    "<table><tbody><tr><td><p>A</p><p>B</p></td></tr></tbody></table>"
)
