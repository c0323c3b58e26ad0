"""As people write: numbers, dates, times and words. Each row is what somebody typed."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from intake.domain.answers import AnswerError, check
from intake.domain.items import Item, ItemType, Unit

CHICAGO = ZoneInfo("America/Chicago")

AGE = Item("age", ItemType.INTEGER, units=(Unit("years", "a", "http://unitsofmeasure.org"),))
COUNT = Item("count", ItemType.INTEGER)
SUGAR = Item("sugar", ItemType.DECIMAL)
WEIGHT = Item("weight", ItemType.DECIMAL, units=(Unit("kg", "kg", "http://unitsofmeasure.org"),))
BORN = Item("born", ItemType.DATE)
AT = Item("at", ItemType.TIME)
WHEN = Item("when", ItemType.DATETIME)
PHONE = Item("phone", ItemType.STRING, role="Patient.telecom")
NAME = Item("name", ItemType.STRING, role="Patient.name")
SITE = Item("site", ItemType.URL)

WHOLE = "Enter a whole number, such as 58"
NUMBER = "Enter a number, such as 5.5"
DATE = "Enter the month, the day and the year, such as 4 12 1958"
CALENDAR = "Enter a date that is in the calendar, such as 4 12 1958"
YEAR = "Enter the year with 4 digits, such as 1958"
TIME = "Enter the time, such as 2:30 pm"
AM_PM = "Add am or pm to the time, such as 2:30 pm"
CLOCK = "Enter a time that is on the clock, such as 2:30 pm"
DIAL = "Enter a phone number with 10 digits, such as 651-555-0142"
SITE_HOW = "Enter a web address, such as example.com"
HTTPS = "Enter a web address that starts with https://"
JOINED = "Enter a web address, such as example.com, without spaces"

D = Decimal
SPRING = date(1958, 4, 12)
HALF_PAST_TWO = time(14, 30)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 26, hour, minute, tzinfo=CHICAGO)


ROWS: list[tuple[Item, object, list[str]]] = [
    # Whole numbers
    (COUNT, 58, ["58", " 58 ", "058", "58.0", "٥٨", "۵۸", "५८", "５８", "\u200f58", "5\u200b8"]),
    (COUNT, 5, ["+5", "5."]),
    (COUNT, -5, ["-5", "−5", "–5"]),
    (COUNT, 1234, ["1,234", "1 234", "1\xa0234", "1\u202f234", "1\u2009234"]),
    (COUNT, 12345678, ["12,345,678"]),
    (COUNT, WHOLE, ["٬", "5½", "5,5", "5²", "fifty", "5-7", "5 8", "1e3", "about 5"]),
    (COUNT, WHOLE, ["12345678901", "1.000", "58 years"]),
    # Numbers with a unit
    (AGE, 58, ["58 years", "58y", "58 yrs.", "58 a", "58 years old"]),
    (AGE, "Enter the number in years", ["58 months", "58 & half"]),
    # Decimals
    (SUGAR, D("5.5"), ["5.5", "5,5", "5½", "5 ½", "5 1/2", "5-1/2", "٥٫٥", "۵٫۵", "५.५"]),
    (SUGAR, D("5.5"), ["５．５"]),
    (SUGAR, D(5), ["5", "5."]),
    (SUGAR, D("0.5"), [".5", "1/2"]),
    (SUGAR, D("0.75"), ["¾"]),
    (SUGAR, D("-5.5"), ["-5½"]),
    (SUGAR, D("1234.5"), ["1.234,5", "1,234.5", "1 234,5"]),
    (SUGAR, D("0.125"), ["0,125"]),
    (SUGAR, D(1234), ["1,234"]),
    (SUGAR, D(5500), ["٥٬٥٠٠"]),
    (SUGAR, D(0), ["-0"]),
    (SUGAR, NUMBER, ["5 1/3", "⅓", "5.5.5", "1.234.567", "5²", "five", "5.5 %", "∞", "1'234"]),
    (SUGAR, NUMBER, ["5/0"]),
    # Weights as plain numbers
    (WEIGHT, D(82), ["82", "82 kg", "82 KG", "82 kilos", "82 kgs.", "82 ㎏"]),
    (WEIGHT, D("82.5"), ["82,5kg", "82½ kg"]),
    (WEIGHT, "Enter the number in kg", ["180 lbs", "12 stone", "82 kg 500", "82 x"]),
    (WEIGHT, NUMBER, ["kg"]),
    # Dates
    (BORN, SPRING, ["4/12/1958", "04/12/1958", "4-12-1958", "4.12.1958", "4 12 1958"]),
    (BORN, SPRING, ["April 12, 1958", "apr. 12 1958", "April 12th, 1958", "1958-04-12"]),
    (BORN, SPRING, ["1958/4/12", "04121958", "4–12–1958", "٤/١٢/١٩٥٨", "۴/۱۲/۱۹۵۸"]),
    (BORN, SPRING, ["४/१२/१९५८", "４／１２／１９５８", "4/12\xa0/1958", "\u200f4/12/1958"]),
    (BORN, date(1960, 2, 29), ["2/29/1960"]),
    (BORN, YEAR, ["4/12/58"]),
    (BORN, DATE, ["4/12/'58", "last spring", "1958", "4/12", "today"]),
    (BORN, CALENDAR, ["2/29/1959", "13/1/1958"]),
    (BORN, "Enter the month, such as 4 for April", ["//1958"]),
    (BORN, "Enter the day of the month, such as 12", ["4//1958"]),
    (BORN, "Enter the month as a number, such as 4 for April", ["Avril 12 1958"]),
    # Times
    (AT, HALF_PAST_TWO, ["2:30 pm", "2:30pm", "2:30 PM", "2.30 p.m.", "2:30 P. M.", "14:30"]),
    (AT, HALF_PAST_TWO, ["1430", "14.30", "14h30", "14:30 h", "14:30:00", "230pm", "0230 pm"]),
    (AT, HALF_PAST_TWO, ["2 30 pm", "2:30 p", "14:30 pm", "2:30 in the afternoon"]),
    (AT, HALF_PAST_TWO, ["at 2:30 pm", "٢:٣٠ pm"]),
    (AT, time(14), ["2pm"]),
    (AT, time(2), ["2 am"]),
    (AT, time(9), ["9 o'clock am"]),
    (AT, time(9, 30), ["0930", "09:30"]),
    (AT, time(12), ["noon", "12 noon", "12 pm"]),
    (AT, time(0), ["midnight", "12 am"]),
    (AT, time(0, 15), ["12:15 am", "00:15"]),
    (AT, time(12, 30), ["12:30"]),
    (AT, time(0, 30), ["0:30 am"]),
    (AT, time(14, 30, 15), ["2:30:15 pm"]),
    (AT, AM_PM, ["2:30", "930", "7 o’clock", "9"]),
    (AT, CLOCK, ["14:30 am", "24:00", "2:75 pm"]),
    (AT, TIME, ["half past two", "2:3 pm", "now"]),
    # Dates with a time
    (WHEN, at(14, 30), ["11/26/2026 2:30 pm", "11/26/2026, 14:30", "2026-11-26T14:30"]),
    (WHEN, at(14, 30), ["November 26, 2026 at 2:30 pm", "11 26 2026 230pm"]),
    (WHEN, at(14, 30), ["2026-11-26T20:30:00Z", "11/26/2026 2:30 PM CST"]),
    (WHEN, at(12), ["11/26/2026 noon"]),
    (WHEN, date(2026, 11, 26), ["11/26/2026"]),
    (WHEN, at(0).date(), ["11/26/2026 "]),
    (WHEN, AM_PM, ["11/26/2026 2:30"]),
    (WHEN, YEAR, ["11/26/26 2:30 pm"]),
    (WHEN, CALENDAR, ["2/30/2026 2:30 pm"]),
    (WHEN, CLOCK, ["11/26/2026 25:00"]),
    (WHEN, TIME, ["11/26/2026 soon"]),
    (WHEN, DATE, ["2:30 pm", "tomorrow"]),
    (WHEN, "Enter the month, such as 4 for April", ["//2026 2:30 pm"]),
    (WHEN, "Enter the time as it is at the clinic, without “EST”", ["11/26/2026 2:30 PM EST"]),
    (
        WHEN,
        "Enter another time. The clocks went forward on March 8, 2026, and this time was left out",
        ["3/8/2026 2:30 am"],
    ),
    # Phones
    (PHONE, "+16515550173", ["651-555-0173", "(651) 555-0173", "651.555.0173"]),
    (PHONE, "+16515550173", ["+1 651 555 0173", "1-651-555-0173", "6515550173"]),
    (PHONE, "+16515550173", ["651‑555‑0173", "٦٥١٥٥٥٠١٧٣", "６５１５５５０１７３"]),
    (PHONE, "+16515550173;ext=12", ["651-555-0173 ext. 12", "651 555 0173 x12"]),
    (PHONE, "+16515550173;ext=12", ["651-555-0173 EXT 12", "6515550173, ext 12"]),
    (PHONE, "+16515550173;ext=12", ["651-555-0173 extension 12", "651-555-0173 #12"]),
    (PHONE, "+16515550173;ext=12", ["tel:+1-651-555-0173;ext=12"]),
    (PHONE, "+442079460958", ["+44 20 7946 0958"]),
    (PHONE, DIAL, ["555-0173", "911", "call me", "651-555-017", "0" * 10000]),
    # Names
    (NAME, "Joan O’Brien-Smith", ["Joan O’Brien-Smith"]),
    (NAME, "Ann Lee", ["  Ann\xa0 Lee\n"]),
    (NAME, "محمد علي", ["محمد علي"]),
    (NAME, "yllA", ["\u202eyllA\u202c"]),
    (NAME, "نیما می\u200cخواهد", ["نیما می\u200cخواهد"]),
    (NAME, "👩\u200d⚕️ Ann", ["👩\u200d⚕️ Ann"]),
    (NAME, "Zoë", ["Zoë"]),
    (NAME, "Ann", ["A\u200bnn\x00\ud83d"]),
    (NAME, "יעל", ["\u2066יעל\u2069"]),
    (NAME, "李小龍", ["李小龍"]),
    (NAME, "Enter your name in letters", ["12"]),
    (NAME, "Make this shorter. It has 10,000 characters; we can take 255", ["x" * 10000]),
    # Web addresses
    (SITE, "https://example.com", ["example.com", "//example.com"]),
    (SITE, "http://example.com/A", ["HTTP://Example.com/A"]),
    (SITE, "https://example.com:80/", ["example.com:80/"]),
    (SITE, "https://example.com/a?b=c#d", ["https://example.com/a?b=c#d"]),
    (SITE, "https://bücher.example", ["bücher.example"]),
    (SITE, "urn:oid:1.2.840", ["urn:oid:1.2.840"]),
    (SITE, HTTPS, ["javascript:alert(1)", "data:text/html,x", "mailto:a@b.example"]),
    (SITE, HTTPS, ["FILE:///etc/passwd", "java\u200bscript:alert(1)", "ftp://x.example"]),
    (SITE, SITE_HOW, ["clinic", "https://", "https://a@b.example", "5.5", "a..b"]),
    (SITE, JOINED, ["my site.example", "a.example/<script>"]),
]
TABLE = [
    pytest.param(item, typed, wanted, id=f"{item.link_id} {typed[:20]}")
    for item, wanted, spellings in ROWS
    for typed in spellings
]


def test_the_table_is_long():
    assert len(TABLE) >= 150


@pytest.mark.parametrize(("item", "typed", "wanted"), TABLE)
def test_as_people_write(item, typed, wanted):
    try:
        found = check(item, [typed], zone=CHICAGO)
    except AnswerError as error:
        found = str(error)

    assert found == wanted
    assert type(found) is type(wanted)
