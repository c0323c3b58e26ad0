"""4 de marzo de 2026; 9:42 a. m.; 1,234.5: Spanish as people in the United States write it."""

DATE_FORMAT = r"j \d\e F \d\e Y"
TIME_FORMAT = "P"
MONTH_DAY_FORMAT = r"j \d\e F"
SHORT_DATE_FORMAT = "m/d/Y"
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
