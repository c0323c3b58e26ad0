"""The shared floor, and the admin in the clinic's colours."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ClinicConfig(AppConfig):
    name = "clinic"
    verbose_name = "Clinic"


class StaffAdminConfig(AdminConfig):
    default_site = "clinic.adminsite.StaffSite"
