"""Addresses of posts, courses, employers, job bases, imported lists and the feed."""

from django.urls import path

from guitu.web.employers import companies, courses, lists, vacancies

app_name = "employers"
urlpatterns = [
    path("vacancies/", vacancies.listed, name="vacancies"),
    path("vacancies/new", vacancies.new, name="new-vacancy"),
    path("vacancies/import", lists.start, name="import"),
    path("vacancies/import/<uuid:batch>", lists.batch, name="batch"),
    path("vacancies/import/<uuid:batch>/undo", lists.undo, name="undo"),
    path("vacancies/feed", lists.feed, name="feed"),
    path("vacancies/<uuid:vacancy>", vacancies.one, name="vacancy"),
    path("vacancies/<uuid:vacancy>/edit", vacancies.edit, name="edit-vacancy"),
    path("vacancies/<uuid:vacancy>/close", vacancies.close, name="close-vacancy"),
    path("courses/", courses.listed, name="courses"),
    path("courses/new", courses.new, name="new-course"),
    path("courses/<uuid:course>", courses.one, name="course"),
    path("courses/<uuid:course>/edit", courses.edit, name="edit-course"),
    path("courses/<uuid:course>/close", courses.close, name="close-course"),
    path("employers/", companies.listed, name="employers"),
    path("employers/<uuid:employer>", companies.one, name="employer"),
    path("employers/<uuid:employer>/edit", companies.edit, name="edit-employer"),
    path("employers/<uuid:employer>/close", companies.close, name="close-employer"),
    path("employers/<uuid:employer>/bases", companies.add_base, name="add-base"),
    path("employers/bases/<uuid:base>", companies.base_page, name="base"),
    path("employers/bases/<uuid:base>/end", companies.end_base, name="end-base"),
]
