"""The editors' desk in the admin."""

from articles.admin import addresses as addresses
from articles.admin import articles as articles
from articles.admin import feedback as feedback
from articles.admin import library as library
from articles.admin import pictures as pictures
from articles.admin import search as search
