"""What patients send as files, made harmless: a picture or a PDF in, a new one out."""
