"""Addresses of the administrators' pages."""

from django.urls import path

from guitu.web.admin import accounts, units

app_name = "admin"
urlpatterns = [
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new", accounts.new_account, name="new-account"),
    path("accounts/<uuid:account>/", accounts.account, name="account"),
    path("accounts/<uuid:account>/password", accounts.password, name="password"),
    path("accounts/<uuid:account>/active", accounts.active, name="active"),
    path("units/", units.units, name="units"),
    path("units/new", units.new_unit, name="new-unit"),
    path("units/<int:number>/", units.unit, name="unit"),
]
