"""Addresses of endings."""

from django.urls import path

from guitu.web.endings import views

app_name = "endings"
urlpatterns = [
    path("endings/", views.endings, name="endings"),
    path("people/<uuid:person>/endings/<uuid:episode>/certificate", views.certificate, name="certificate"),
    path("people/<uuid:person>/endings/<uuid:episode>/request", views.request_end, name="request"),
    path("people/<uuid:person>/endings/<uuid:episode>/handed/<str:template>", views.handed, name="handed"),
]
