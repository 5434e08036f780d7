"""Whom a vacancy suits, and why: seekers and vacancies compared by place, skills, wishes and hours alone."""
