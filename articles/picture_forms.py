"""What editors say of a picture, and the file that they send."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.storage import default_storage
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from articles import library
from articles.models import Picture
from articles.pictures import Refused
from clinic import uploads

SAY_IT = "Say what the picture shows, or tick “Decorative” if the text says it already."
CHOOSE_ONE = "Choose the file of the picture."
CHOOSE_AGAIN = "Choose the file again: a browser does not keep it when a page is sent back."
LOST = (
    "The file of this picture is missing on the server, so it cannot be cut anew. "
    "Tell whoever runs this site."
)
FORMATS = (
    "JPEG, PNG, WebP, HEIC or GIF, up to 20 MB. Place, camera and all other notes in the file are "
    "left out."
)


class PictureForm(forms.ModelForm):
    class Meta:
        model = Picture
        fields = library.FACTS
        widgets = {
            "name": forms.TextInput(attrs={"size": 80}),
            "alt": forms.Textarea(attrs={"rows": 3, "cols": 80}),
            "caption": forms.TextInput(attrs={"size": 80}),
            "credit": forms.TextInput(attrs={"size": 80}),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "alt" in cleaned and not (cleaned["alt"] or cleaned.get("is_decorative")):
            self.add_error("alt", SAY_IT)
        if self._has_new_focus(cleaned) and not default_storage.exists(self.instance.master_path):
            self.add_error("focal_x", LOST)
        return cleaned

    def clean_alt(self) -> str:
        return " ".join(self.cleaned_data["alt"].split())

    def _has_new_focus(self, cleaned: dict[str, Any]) -> bool:
        wanted = cleaned.get("focal_x"), cleaned.get("focal_y")
        return bool(self.instance.pk) and None not in wanted and wanted != self.instance.focal


class NewPictureForm(PictureForm):
    """A picture with its file, which is examined once nothing else is left to mend."""

    file = forms.FileField(
        label="Picture file",
        required=False,  # what was refused on its way in has its own sentence
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text=FORMATS,
    )

    request: HttpRequest
    received: library.Received

    class Meta(PictureForm.Meta):
        fields = ("name", "alt", "is_decorative", "caption", "credit")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        sent = cleaned.get("file")
        for sentence in uploads.refused(self.request):
            self.add_error("file", sentence)
        if not sent and "file" not in self.errors:
            self.add_error("file", CHOOSE_ONE)
        elif sent and self.errors:
            self.add_error("file", CHOOSE_AGAIN)
        elif sent:
            self._receive(sent.read())
        return cleaned

    def _receive(self, data: bytes) -> None:
        try:
            self.received = library.receive(data)
        except Refused as problem:
            self.add_error("file", str(problem))
            return
        if self.received.master is None:
            self.add_error("file", _is_there(Picture.objects.get(key=self.received.key)))


def _is_there(picture: Picture) -> str:
    address = reverse("admin:articles_picture_change", args=[picture.pk])
    return format_html(
        "The library has this picture already: <a href='{}'>{}</a>.", address, picture
    )
