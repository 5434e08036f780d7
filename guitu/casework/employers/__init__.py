"""Employers, job bases, vacancies and training courses: what is offered, about no person.

Owns employers, bases, vacancies, courses, imported lists of them and how far feeds were read.
Lists ask the day for what is open; nothing closes by a job. What was taken back or withdrawn stays as a
closed row, so that whatever else refers to it can still say what it was.
"""
