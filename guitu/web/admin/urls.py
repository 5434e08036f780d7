"""Addresses of the administrators' pages."""

from django.urls import path

from guitu.web.admin import accounts, identity, units

app_name = "admin"
urlpatterns = [
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new", accounts.new_account, name="new-account"),
    path("accounts/<uuid:account>/", accounts.account, name="account"),
    path("accounts/<uuid:account>/password", accounts.password, name="password"),
    path("accounts/<uuid:account>/active", accounts.active, name="active"),
    path("accounts/<uuid:account>/factors", identity.factors_off, name="factors-off"),
    path("accounts/<uuid:account>/stand-in", identity.stand_in, name="stand-in"),
    path("accounts/<uuid:account>/stand-in/<uuid:row>/end", identity.end_stand_in, name="end-stand-in"),
    path("accounts/<uuid:account>/wishes/<uuid:wish>", identity.answer_wish, name="wish"),
    path("sign-ins/odd", identity.odd, name="odd"),
    path("sign-ins/odd/<uuid:flag>", identity.judge, name="judge"),
    path("units/", units.units, name="units"),
    path("units/new", units.new_unit, name="new-unit"),
    path("units/<int:number>/", units.unit, name="unit"),
]
